// The list of voicemails. (protocol 6.6)
#include "domain/voicemails.h"
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.voicemails, scope); }

std::optional<boost::json::object> config(State const& state, Scope const& scope, std::string_view id, Form) {
  auto const* const voicemail = visible(state.directory.voicemails, scope, id);
  if (!voicemail) return std::nullopt;
  return boost::json::object{{"context", voicemail->context}, {"mailbox", voicemail->mailbox}};
}

std::optional<boost::json::object> status(State const& state, Scope const& scope, std::string_view id) {
  auto const* const voicemail = visible(state.directory.voicemails, scope, id);
  if (!voicemail) return std::nullopt;
  return boost::json::object{{"new", state.voicemails.new_messages(*voicemail)}};
}

}  // namespace

constinit ListView const voicemails_list{domain::List::voicemails, "voicemails", ids, config, status};

}  // namespace crosspoint::cti
