// The list of users. (protocol 6.2)
#include "cti/lists/element.h"
#include "domain/presences.h"

namespace crosspoint::cti {
namespace {

std::vector<std::string> ids(State const& state, Scope const& scope) {
  std::vector<std::string> ids;
  for (auto const& [id, user] : state.directory.users)
    if (scope.shows(state.directory.context_of(user))) ids.push_back(std::to_string(id.value));
  return ids;
}

directory::User const* find(State const& state, Scope const& scope, std::string_view id) {
  auto const* const user = element(state.directory.users, id);
  return user && scope.shows(state.directory.context_of(*user)) ? user : nullptr;
}

boost::json::value flag(bool on, Form form) {
  return form == Form::push ? boost::json::value(on) : boost::json::value(on ? 1 : 0);
}

std::optional<boost::json::object> config(State const& state, Scope const& scope, std::string_view id, Form form) {
  auto const* const user = find(state, scope, id);
  if (!user) return std::nullopt;
  auto const& services = user->services;
  boost::json::array lines;
  for (auto const line : user->lines) lines.emplace_back(std::to_string(line.value));
  return boost::json::object{{"firstname", user->firstname},
                             {"lastname", user->lastname},
                             {"fullname", user->fullname()},
                             {"mobilephonenumber", user->mobile},
                             {"agentid", number_or_null(user->agent)},
                             {"voicemailid", number_or_null(user->voicemail)},
                             {"linelist", std::move(lines)},
                             {"enablednd", flag(services.dnd, form)},
                             {"incallfilter", flag(services.call_filter, form)},
                             {"enablevoicemail", flag(services.voicemail, form)},
                             {"enablexfer", 1},
                             {"enableunc", flag(services.unconditional.on, form)},
                             {"destunc", services.unconditional.destination},
                             {"enablerna", flag(services.no_answer.on, form)},
                             {"destrna", services.no_answer.destination},
                             {"enablebusy", flag(services.busy.on, form)},
                             {"destbusy", services.busy.destination},
                             {"xivo_uuid", state.directory.xivo_uuid}};
}

std::optional<boost::json::object> status(State const& state, Scope const& scope, std::string_view id) {
  auto const* const user = find(state, scope, id);
  if (!user) return std::nullopt;
  auto const presence = state.presences.of(user->id);
  boost::json::value const connection =
      state.presences.is_connected(user->id) ? boost::json::value("yes") : boost::json::value(nullptr);
  return boost::json::object{{"availstate", boost::json::string(presence.data(), presence.size())}, {"connection", connection}};
}

}  // namespace

constinit ListView const users_list{domain::List::users, "users", ids, config, status};

}  // namespace crosspoint::cti
