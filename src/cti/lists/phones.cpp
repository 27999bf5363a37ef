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

/// Since when the line is in its state; null when that was so before the server has looked. (P221)
std::string more(State const& state, std::string_view id) {
  auto const* const line = element(state.directory.lines, id);
  auto const since = line ? state.lines.since(*line) : std::nullopt;
  Writer out;
  if (since) out.time("since", state.wall_clock.at(*since));
  else out.null("since");
  auto members = out.object();
  members.front() = ',';
  members.pop_back();
  return members;
}

}  // namespace

constinit ListView const phones_list{domain::List::phones, "phones", ids, config, status, more};

}  // namespace crosspoint::cti
