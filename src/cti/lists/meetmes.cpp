// The list of conference rooms. (protocol 6.8)
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.rooms, scope); }

std::optional<boost::json::object> config(State const& state, Scope const& scope, std::string_view id, Form) {
  auto const* const room = visible(state.directory.rooms, scope, id);
  if (!room) return std::nullopt;
  return boost::json::object{{"context", room->context},
                             {"confno", room->number},
                             {"name", room->name},
                             {"admin_moderationmode", room->moderated ? 1 : 0}};
}

std::optional<boost::json::object> status(State const& state, Scope const& scope, std::string_view id) {
  if (!visible(state.directory.rooms, scope, id)) return std::nullopt;
  return boost::json::object{{"pseudochan", nullptr}, {"channels", boost::json::object{}}, {"paused", false}};
}

}  // namespace

constinit ListView const meetmes_list{domain::List::meetmes, "meetmes", ids, config, status};

}  // namespace crosspoint::cti
