// People who were looked up: to every session of the user who asked. (protocol 5.4)
#include "cti/columns.h"
#include "cti/lists/element.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

using domain::Lookup;

boost::json::object relations(directory::Directory const& directory, domain::Person const& person) {
  auto const& id = person.contact.id;
  boost::json::object relations{{"xivo_id", nullptr},     {"user_id", nullptr},  {"user_uuid", nullptr},
                                {"endpoint_id", nullptr}, {"agent_id", nullptr}, {"source_entry_id", nullptr}};
  if (!id.empty()) relations["source_entry_id"] = id;
  auto const* const user = person.user ? directory.user(*person.user) : nullptr;
  if (!user) return relations;
  relations["xivo_id"] = directory.xivo_uuid;
  relations["user_id"] = user->id.value;
  relations["user_uuid"] = user->uuid;
  if (!user->lines.empty()) relations["endpoint_id"] = user->lines.front().value;
  relations["agent_id"] = number_or_null(user->agent);
  return relations;
}

boost::json::object table(State const& state, directory::Display const& display, std::vector<domain::Person> const& people) {
  auto message = column_headers(display);
  boost::json::array results;
  results.reserve(people.size());
  for (auto const& person : people) {
    boost::json::array values;
    for (auto const& column : display.columns) values.push_back(column_value(column, person));
    results.push_back(
        {{"column_values", std::move(values)}, {"source", person.source}, {"relations", relations(state.directory, person)}});
  }
  message["results"] = std::move(results);
  return message;
}

boost::json::object old_directory(directory::Display const& display, std::vector<domain::Person> const& people) {
  boost::json::array rows;
  for (auto const& person : people) rows.emplace_back(old_row(display, person));
  return {{"status", "ok"}, {"headers", old_headers(display)}, {"resultlist", std::move(rows)}};
}

boost::json::object switchboard(directory::Display const& display, domain::PeopleFound const& found) {
  boost::json::array results;
  for (auto const& person : found.people)
    for (auto& entry : switchboard_entries(display, person)) results.push_back(std::move(entry));
  return {{"pattern", found.pattern}, {"results", std::move(results)}};
}

std::string_view class_of(Lookup lookup) {
  switch (lookup) {
    case Lookup::search: return "people_search_result";
    case Lookup::favorites: return "people_favorites_result";
    case Lookup::personal: return "people_personal_contacts_result";
    case Lookup::old_directory: return "directory";
    case Lookup::switchboard: return "directory_search_result";
  }
  return {};
}

}  // namespace

void Updates::tell(domain::PeopleFound const& event, Time now) {
  auto const* const user = state_.directory.user(event.asker.user);
  if (!user) return;
  boost::json::object message;
  if (event.lookup == Lookup::old_directory) {
    message = old_directory(state_.directory.display_of(*user), event.people);
  } else if (event.lookup == Lookup::switchboard) {
    message = switchboard(state_.directory.switchboard_display_of(*user), event);
  } else {
    message = table(state_, state_.directory.display_of(*user), event.people);
    if (event.lookup == Lookup::search) message["term"] = event.pattern;
  }
  auto const name = class_of(event.lookup);
  message["class"] = boost::json::string_view(name.data(), name.size());
  clients_.answer_own(event.asker, message, now);
}

}  // namespace crosspoint::cti
