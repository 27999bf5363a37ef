// ipbxcommand meetme MeetmeMute, MeetmeUnmute: who is muted in a conference room. The place is the member's join_order; the own
// needs no right. (protocol C58, C59)
//   -> {"class":"ipbxcommand","command":"meetme","function":"MeetmeMute","functionargs":["4000","1"]}
#include <algorithm>
#include <cctype>
#include <limits>

#include "base/text.h"
#include "cti/commands.h"
#include "cti/state.h"
#include "domain/rooms.h"

namespace crosspoint::cti {
namespace {

using Voice = domain::Rooms::Voice;

struct Args {
  std::string_view room;
  int join_order = 0;
};

/// The texts reach Asterisk: exactly two, of letters and digits. (P180)
Result<Args> parse(wire::Fields in) {
  auto const& texts = in.array("functionargs");
  if (auto const done = in.done(); !done) return tl::make_unexpected(done.error());
  auto const is_plain = [](boost::json::value const& value) {
    auto const* const text = value.if_string();
    return text && !text->empty() && std::ranges::all_of(*text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
  };
  if (texts.size() != 2 || !std::ranges::all_of(texts, is_plain))
    return fail(Errc::bad_request, "functionargs are no room and place");
  auto const place = to_integer(std::string_view(texts[1].get_string()));
  if (!place || *place < 1 || *place > std::numeric_limits<int>::max()) return fail(Errc::bad_request, "the place is no number");
  return Args{std::string_view(texts[0].get_string()), static_cast<int>(*place)};
}

template <Voice voice>
Result<Reply> run(domain::Rooms& rooms, State const& state, Caller const& caller, Args const& args) {
  auto const found = std::ranges::find_if(state.directory.rooms, [&](auto const& entry) {
    return entry.second.number == args.room && caller.scope.shows(entry.second.context);
  });
  if (found == state.directory.rooms.end()) return std::nullopt;
  auto const own = rooms.memberships(caller.asker.user);
  auto const is_own = std::ranges::find(own, domain::Rooms::Membership{found->first, args.join_order}) != own.end();
  if (!is_own && !caller.may(directory::Right::conference)) return fail(Errc::denied, "only the own place without the right");
  rooms.set_voice(found->second, args.join_order, voice, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const meetme_mute =
    make_command<parse, run<Voice::muted>, domain::Rooms, State const>("ipbxcommand meetme MeetmeMute", directory::Right::none);
constinit Command const meetme_unmute =
    make_command<parse, run<Voice::heard>, domain::Rooms, State const>("ipbxcommand meetme MeetmeUnmute", directory::Right::none);

}  // namespace crosspoint::cti
