#include "app/entities/merge.h"

#include "directory/faults.h"

namespace crosspoint::app::entities {
namespace {

using directory::Directory;

template <class Map>
void take_over(Map& into, Map const& named) {
  for (auto const& [key, entity] : named) into.insert_or_assign(key, entity);
}

/// A user whom the file names has the lines that it gives, and no others.
void drop_lines_of_named_users(Directory& merged, Draft const& draft) {
  std::erase_if(merged.lines, [&](auto const& entry) { return draft.directory.users.contains(entry.second.user); });
}

/// At its place in the file; if the file does not speak of it, at the place of what does not go together with it.
void tell(directory::Fault const& fault, Draft const& draft, yaml::Problems& problems) {
  auto const field = fault.where.substr(fault.where.rfind('.') + 1);
  if (auto const place = draft.places.find(fault.where)) problems.add(*place, field + ": " + fault.what);
  else if (auto const place_of_other = draft.places.find(fault.other + "." + field))
    problems.add(*place_of_other, field + ": " + fault.what + ", which is in the store");
  else problems.add(YAML::Mark::null_mark(), fault.where + " in the store: " + fault.what);
}

}  // namespace

Directory merge(Directory const& stored, Draft const& draft, Unnamed unnamed, std::function<std::string()> const& new_uuid) {
  auto merged = unnamed == Unnamed::stays ? stored : Directory{};
  auto const& named = draft.directory;
  drop_lines_of_named_users(merged, draft);
  take_over(merged.contexts, named.contexts);
  take_over(merged.presence_groups, named.presence_groups);
  take_over(merged.phone_status_groups, named.phone_status_groups);
  take_over(merged.displays, named.displays);
  take_over(merged.profiles, named.profiles);
  take_over(merged.users, named.users);
  take_over(merged.lines, named.lines);
  take_over(merged.agents, named.agents);
  take_over(merged.queues, named.queues);
  take_over(merged.voicemails, named.voicemails);
  take_over(merged.rooms, named.rooms);
  merged.xivo_uuid = !named.xivo_uuid.empty() ? named.xivo_uuid : !stored.xivo_uuid.empty() ? stored.xivo_uuid : new_uuid();
  for (auto const& [id, user] : named.users) {
    auto const* const before = stored.user(id);
    auto& now = merged.users.at(id);
    if (before && !draft.services.contains(id)) now.services = before->services;
    if (now.uuid.empty()) now.uuid = before ? before->uuid : new_uuid();
  }
  return merged;
}

void check(Directory const& merged, Draft const& draft, yaml::Problems& problems) {
  for (auto const& fault : directory::faults_of(merged)) tell(fault, draft, problems);
}

}  // namespace crosspoint::app::entities
