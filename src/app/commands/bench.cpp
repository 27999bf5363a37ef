#include "app/commands/bench.h"

#include <ostream>

#include "io/store/database.h"
#include "load/run.h"

namespace crosspoint::app {
namespace {

using directory::Directory;
using load::House;

/// Argon2id of House::password with the least memory and time there is: thousands of clients log in for the first time, and what
/// shall be measured is not how long a password takes to check. Only stores of this command hold it.
constexpr char const* cheap_hash =
    "$argon2id$v=19$m=8,t=1,p=1$68ZCPPvuBpz/tTyBEofx/A$zHBikbZsqhW2Rxipf9jlkeeK8DngcfzxzgXvgAYeJ34";

void add_profile(Directory& house) {
  using enum directory::Right;
  house.presence_groups["office"] = {
      "office", {{"available", "Available", "#00FF00", {}, {}}, {"disconnected", "Disconnected", "#202020", {}, {}}}};
  house.phone_status_groups["office"] = {
      "office", {{0, {"Available", "#00FF00"}}, {1, {"In use", "#FF0000"}}, {8, {"Ringing", "#0000FF"}}}};
  auto& profile = house.profiles[ProfileId{House::profile}];
  profile.id = ProfileId{House::profile};
  profile.name = "Client";
  profile.presences = profile.phone_status = "office";
  profile.rights = {own_settings, dial, hang_up, transfer, own_agent, supervise};
}

void add_users(Directory& house, House const& wanted) {
  for (std::size_t number = 1; number <= wanted.users; ++number) {
    UserId const id{static_cast<std::int64_t>(number)};
    LineId const line{id.value};
    auto& user = house.users[id];
    user.id = id;
    user.uuid = House::user_uuid(number);
    user.login = House::login(number);
    user.firstname = "User";
    user.lastname = std::to_string(number);
    user.profile = ProfileId{House::profile};
    user.lines = {line};
    if (number <= wanted.agents) user.agent = AgentId{id.value};
    house.lines[line] = {
        .id = line, .user = id, .name = House::number(number), .number = House::number(number), .context = House::context};
  }
}

void add_queues(Directory& house, House const& wanted) {
  for (std::size_t number = 1; number <= wanted.queues; ++number) {
    QueueId const id{static_cast<std::int64_t>(number)};
    house.queues[id] = {.id = id,
                        .name = House::queue(number),
                        .display_name = House::queue(number),
                        .number = House::queue_number(number),
                        .context = House::context};
  }
  for (std::size_t number = 1; number <= wanted.agents; ++number) {
    AgentId const id{static_cast<std::int64_t>(number)};
    house.agents[id] = {.id = id,
                        .number = House::agent_number(number),
                        .firstname = "Agent",
                        .lastname = std::to_string(number),
                        .context = House::context};
    for (std::size_t place = 0; place < wanted.queues_per_agent; ++place)
      house.queues[QueueId{static_cast<std::int64_t>(wanted.queue_of(number, place))}].agents.push_back(id);
  }
}

Result<> make_store(House const& house, std::filesystem::path const& file) {
  auto store = io::store::Database::open("sqlite://" + file.string());
  if (!store) return tl::make_unexpected(store.error());
  return store->update([&](Directory const&) -> Result<io::store::Update> {
    io::store::Update update;
    update.directory.xivo_uuid = House::server_uuid;
    update.directory.contexts[House::context] = {House::context, "House"};
    add_profile(update.directory);
    add_users(update.directory, house);
    add_queues(update.directory, house);
    for (auto const& [id, user] : update.directory.users) update.hashes[user.login] = cheap_hash;
    return update;
  });
}

}  // namespace

int run_bench(load::Options options, std::ostream& out, std::ostream& errors) {
  if (options.clients == 0 || options.clients > load::most_clients || !(options.seconds > 0)) {
    errors << "bench: --clients wants a number from 1 to " << load::most_clients << ", --seconds one above 0\n";
    return 2;
  }
  options.make_store = make_store;
  return load::run(options, out, errors);
}

}  // namespace crosspoint::app
