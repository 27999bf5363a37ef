#include "app/commands/bench.h"

#include <atomic>
#include <map>
#include <ostream>
#include <thread>
#include <vector>

#include "io/auth/password.h"
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

/// As slow to check as those of an import: some 20 ms each to make, too.
Result<std::map<std::string, std::string>> real_hashes(House const& house) {
  std::vector<Result<std::string>> hashes(house.users);
  std::atomic<std::size_t> next = 0;
  auto const work = [&] {
    for (auto i = next++; i < hashes.size(); i = next++) hashes[i] = io::auth::hash_password(House::password);
  };
  {
    std::vector<std::jthread> helpers;
    for (auto i = std::thread::hardware_concurrency(); i > 1; --i) helpers.emplace_back(work);
    work();
  }
  std::map<std::string, std::string> all;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (!hashes[i]) return tl::make_unexpected(hashes[i].error());
    all.emplace(House::login(i + 1), *hashes[i]);
  }
  return all;
}

std::map<std::string, std::string> cheap_hashes(House const& house) {
  std::map<std::string, std::string> all;
  for (std::size_t number = 1; number <= house.users; ++number) all.emplace(House::login(number), cheap_hash);
  return all;
}

Result<> make_store(House const& house, std::filesystem::path const& file) {
  auto store = io::store::Database::open("sqlite://" + file.string());
  if (!store) return tl::make_unexpected(store.error());
  auto hashes = house.real_hashes ? real_hashes(house) : cheap_hashes(house);
  if (!hashes) return tl::make_unexpected(hashes.error());
  return store->update([&](Directory const&) -> Result<io::store::Update> {
    io::store::Update update;
    update.directory.xivo_uuid = House::server_uuid;
    update.directory.contexts[House::context] = {House::context, "House"};
    add_profile(update.directory);
    add_users(update.directory, house);
    add_queues(update.directory, house);
    update.hashes = std::move(*hashes);
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
