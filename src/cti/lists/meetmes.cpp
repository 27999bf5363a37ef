// The list of conference rooms. (protocol 6.8)
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

using wire::json::Writer;

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.rooms, scope); }

bool config(State const& state, Scope const& scope, std::string_view id, Form, Writer& out) {
  auto const* const room = visible(state.directory.rooms, scope, id);
  if (!room) return false;
  out.text("context", room->context)
      .text("confno", room->number)
      .text("name", room->name)
      .number("admin_moderationmode", room->moderated ? 1 : 0);
  return true;
}

bool status(State const& state, Scope const& scope, std::string_view id, Writer& out) {
  if (!visible(state.directory.rooms, scope, id)) return false;
  out.null("pseudochan").open("channels").close().flag("paused", false);
  return true;
}

}  // namespace

constinit ListView const meetmes_list{domain::List::meetmes, "meetmes", ids, config, status};

}  // namespace crosspoint::cti
