// The list of voicemails. (protocol 6.6)
#include "domain/voicemails.h"
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

using wire::json::Writer;

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.voicemails, scope); }

bool config(State const& state, Scope const& scope, std::string_view id, Form, Writer& out) {
  auto const* const voicemail = visible(state.directory.voicemails, scope, id);
  if (!voicemail) return false;
  out.text("context", voicemail->context).text("mailbox", voicemail->mailbox);
  return true;
}

bool status(State const& state, Scope const& scope, std::string_view id, Writer& out) {
  auto const* const voicemail = visible(state.directory.voicemails, scope, id);
  if (!voicemail) return false;
  out.number("new", state.voicemails.new_messages(*voicemail));
  return true;
}

}  // namespace

constinit ListView const voicemails_list{domain::List::voicemails, "voicemails", ids, config, status};

}  // namespace crosspoint::cti
