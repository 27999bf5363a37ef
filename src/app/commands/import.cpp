#include "app/commands/import.h"

#include <algorithm>
#include <ostream>
#include <sstream>

#include "app/commands/import_passwords.h"
#include "app/commands/with_store.h"
#include "app/entities/read.h"
#include "io/store/database.h"
#include "io/uuid.h"

namespace crosspoint::app {
namespace {

using directory::Directory;

/// The problems, if any, as one error.
Result<> none(yaml::Problems const& problems) {
  if (problems.empty()) return {};
  std::string all;
  for (auto const& line : problems.lines()) all += line + "\n";
  return fail(Errc::bad_request, all + "Nothing was imported.");
}

template <class Map>
std::size_t changes(Map const& before, Map const& after) {
  return static_cast<std::size_t>(std::ranges::count_if(after, [&](auto const& entry) {
    auto const found = before.find(entry.first);
    return found != before.end() && !(found->second == entry.second);
  }));
}

template <class Map>
std::size_t missing(Map const& all, Map const& others) {
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](auto const& entry) { return !others.contains(entry.first); }));
}

/// Says in one line what an import does to one kind of entity; nothing when all is as it was.
template <class Map>
void tell_difference(std::ostream& out, char const* kind, Map const& before, Map const& after) {
  auto const added = missing(after, before);
  auto const removed = missing(before, after);
  auto const changed = changes(before, after);
  if (added + removed + changed == 0) return;
  out << kind << ": " << added << " added, " << changed << " changed, " << removed << " removed, " << after.size() << " in all\n";
}

std::string summary(Directory const& before, Directory const& after, std::size_t passwords) {
  std::ostringstream out;
  tell_difference(out, "contexts", before.contexts, after.contexts);
  tell_difference(out, "presence groups", before.presence_groups, after.presence_groups);
  tell_difference(out, "phone status groups", before.phone_status_groups, after.phone_status_groups);
  tell_difference(out, "profiles", before.profiles, after.profiles);
  tell_difference(out, "users", before.users, after.users);
  tell_difference(out, "lines", before.lines, after.lines);
  tell_difference(out, "agents", before.agents, after.agents);
  tell_difference(out, "queues", before.queues, after.queues);
  tell_difference(out, "voicemails", before.voicemails, after.voicemails);
  tell_difference(out, "rooms", before.rooms, after.rooms);
  if (passwords != 0) out << "passwords: " << passwords << " set\n";
  if (before.xivo_uuid != after.xivo_uuid) out << "this server is now " << after.xivo_uuid << '\n';
  return out.str().empty() ? "nothing changed\n" : out.str();
}

/// Reads and checks everything before anything is hashed or written.
Result<entities::Draft> read_draft(io::store::Database& store, ImportOptions const& options, yaml::Problems& problems) {
  auto const root = yaml::parse_file(options.file, problems);
  if (!root) return tl::make_unexpected(none(problems).error());
  auto draft = entities::read(*root, problems);
  auto const stored = store.load();
  if (!stored) return tl::make_unexpected(stored.error());
  entities::check(entities::merge(*stored, draft, options.unnamed, io::random_uuid), draft, problems);
  if (auto const good = none(problems); !good) return tl::make_unexpected(good.error());
  return draft;
}

/// What was done, for the user.
Result<std::string> import(io::store::Database& store, ImportOptions const& options) {
  yaml::Problems problems(options.file.string());
  auto const draft = read_draft(store, options, problems);
  if (!draft) return tl::make_unexpected(draft.error());
  auto const hashes = new_hashes(*draft, store);
  if (!hashes) return tl::make_unexpected(hashes.error());
  std::string done;
  auto const change = [&](Directory const& before) -> Result<io::store::Update> {
    auto after = entities::merge(before, *draft, options.unnamed, io::random_uuid);
    entities::check(after, *draft, problems);  // somebody may have changed the store since the first check
    if (auto const good = none(problems); !good) return tl::make_unexpected(good.error());
    done = summary(before, after, hashes->size());
    return io::store::Update{std::move(after), *hashes};
  };
  return store.update(change).map([&] { return done; });
}

}  // namespace

int run_import(Config const& config, ImportOptions const& options, std::ostream& out, std::ostream& errors) {
  return with_store(config, out, errors, [&](io::store::Database& store) { return import(store, options); });
}

}  // namespace crosspoint::app
