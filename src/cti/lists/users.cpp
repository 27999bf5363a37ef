// The list of users. (protocol 6.2)
#include "cti/lists/element.h"
#include "domain/presences.h"

namespace crosspoint::cti {
namespace {

using wire::json::Writer;

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

template <class Tag>
void write_id(Writer& out, std::string_view key, std::optional<Id<Tag>> id) {
  if (id) out.number(key, id->value);
  else out.null(key);
}

/// A service that is on or off.
void write_service(Writer& out, std::string_view key, bool on, Form form) {
  if (form == Form::push) out.flag(key, on);
  else out.number(key, on ? 1 : 0);
}

void write_forward(Writer& out, std::string_view key, std::string_view destination_key, directory::Forward const& forward,
                   Form form) {
  write_service(out, key, forward.on, form);
  out.text(destination_key, forward.destination);
}

bool config(State const& state, Scope const& scope, std::string_view id, Form form, Writer& out) {
  auto const* const user = find(state, scope, id);
  if (!user) return false;
  auto const& services = user->services;
  out.text("firstname", user->firstname)
      .text("lastname", user->lastname)
      .text("fullname", user->fullname())
      .text("mobilephonenumber", user->mobile);
  write_id(out, "agentid", user->agent);
  write_id(out, "voicemailid", user->voicemail);
  out.texts("linelist", user->lines);
  write_service(out, "enablednd", services.dnd, form);
  write_service(out, "incallfilter", services.call_filter, form);
  write_service(out, "enablevoicemail", services.voicemail, form);
  out.number("enablexfer", 1);
  write_forward(out, "enableunc", "destunc", services.unconditional, form);
  write_forward(out, "enablerna", "destrna", services.no_answer, form);
  write_forward(out, "enablebusy", "destbusy", services.busy, form);
  out.text("xivo_uuid", state.directory.xivo_uuid);
  return true;
}

bool status(State const& state, Scope const& scope, std::string_view id, Writer& out) {
  auto const* const user = find(state, scope, id);
  if (!user) return false;
  out.text("availstate", state.presences.of(user->id))
      .text_or_null("connection", state.presences.is_connected(user->id) ? "yes" : "");
  return true;
}

}  // namespace

constinit ListView const users_list{domain::List::users, "users", ids, config, status};

}  // namespace crosspoint::cti
