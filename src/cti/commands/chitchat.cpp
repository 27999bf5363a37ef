// chitchat: a message to another user. No reply, no echo; to somebody who is unknown, hidden by context separation or of another
// server it goes nowhere, and that is no error. (protocol C62)
//   -> {"class":"chitchat","alias":"Desk 4","text":"Back in five minutes","to":["<xivo_uuid>","<user_uuid>"]}
#include "cti/commands.h"
#include "cti/state.h"
#include "domain/chat.h"

namespace crosspoint::cti {
namespace {

constexpr std::size_t longest_alias = 256, longest_text = 8192;  ///< bytes

struct Args {
  std::string_view alias, text, server, user;
};

std::string_view text_of(boost::json::value const& value) {
  auto const* const text = value.if_string();
  return text ? std::string_view(text->data(), text->size()) : std::string_view{};
}

Result<Args> parse(wire::Fields in) {
  Args args{in.text("alias"), in.text("text"), {}, {}};
  auto const& to = in.array("to");
  if (auto ok = in.done(); !ok) return tl::make_unexpected(ok.error());
  if (to.size() != 2) return fail(Errc::bad_request, "to is not [xivo_uuid, user_uuid]");
  args.server = text_of(to[0]);
  args.user = text_of(to[1]);
  if (args.alias.size() > longest_alias || args.text.size() > longest_text) return fail(Errc::bad_request, "too long");
  return args;
}

Result<Reply> run(domain::Chat& chat, State const& state, Caller const& caller, Args const& args) {
  auto const& directory = state.directory;
  auto const* const to = args.server == directory.xivo_uuid ? directory.user_by_uuid(args.user) : nullptr;
  if (!to || !caller.scope.shows(directory.context_of(*to))) return fail(Errc::unknown, "no such user");
  chat.send({caller.asker.user, to->id, std::string(args.alias), std::string(args.text)}, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const chitchat = make_command<parse, run, domain::Chat, State const>("chitchat", directory::Right::none);

}  // namespace crosspoint::cti
