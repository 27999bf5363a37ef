// The list of lines. (protocol 6.3)
#include "cti/lists/element.h"
#include "domain/lines.h"

namespace crosspoint::cti {
namespace {

using wire::json::Writer;

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.lines, scope); }

bool config(State const& state, Scope const& scope, std::string_view id, Form, Writer& out) {
  auto const* const line = visible(state.directory.lines, scope, id);
  if (!line) return false;
  out.text("number", line->number)
      .text("identity", line->identity())
      .number("iduserfeatures", line->user.value)
      .null("allowtransfer")
      .null("initialized");
  return true;
}

bool status(State const& state, Scope const& scope, std::string_view id, Writer& out) {
  auto const* const line = visible(state.directory.lines, scope, id);
  if (!line) return false;
  out.text("hintstatus", std::to_string(state.lines.status(*line)));
  return true;
}

}  // namespace

constinit ListView const phones_list{domain::List::phones, "phones", ids, config, status};

}  // namespace crosspoint::cti
