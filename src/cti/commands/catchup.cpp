// catchup: what was told since the session has lost its connection, of all that it watches now. Our own. (P216 to P218)
//   -> {"class":"catchup","epoch":"5f0c9a41d2e84b17","seq":48150,"chat":1796091602123456}
//   <- what was missed, in order
//   <- {"class":"catchup","result":"complete","frames":37,"seq":48290}
//   or {"class":"catchup","result":"snapshot","why":"too_old","lists":["users"],"lost":false,"frames":12,"seq":48290}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/lists.h"
#include "cti/state.h"
#include "cti/updates.h"
#include "domain/chat.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view epoch;
  std::int64_t seq;
  std::optional<std::int64_t> chat;  ///< id of the last message from another user
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("epoch"), in.number("seq"), std::nullopt};
  if (in.has("chat")) args.chat = in.number("chat");
  return in.done().map([&] { return args; });
}

/// A number that we have not reached is none of ours.
bool is_known(Args const& args, Clients const& clients) {
  return args.epoch == clients.epoch() && args.seq >= 0 && static_cast<std::uint64_t>(args.seq) <= clients.last_number();
}

/// Messages of other users outlive a restart. Whether these are all.
bool tell_chat(State const& state, domain::Chat const& chat, Clients& clients, Caller const& caller, std::int64_t since) {
  auto const remembered = chat.since(caller.asker.user, since);
  for (auto const& each : remembered.messages) {
    auto message = chat_message(state, each);
    if (!message) continue;
    (*message)["id"] = each.id;
    clients.send(caller.asker.session, *message, caller.now);
  }
  return remembered.is_complete;
}

Result<Reply> run(State const& state, domain::Chat const& chat, Clients& clients, Caller const& caller, Args const& args) {
  auto const known = is_known(args, clients);
  auto const caught_up = known ? clients.catch_up(caller.asker.session, static_cast<std::uint64_t>(args.seq), caller.now)
                               : Clients::CaughtUp{0, flow::every_list, true};
  boost::json::object answer{{"frames", caught_up.frames}, {"seq", clients.last_number()}};
  if (!known && args.chat) answer["chat"] = tell_chat(state, chat, clients, caller, *args.chat);
  if (caught_up.lists_to_load == 0 && !caught_up.lost) {
    answer["result"] = "complete";
    return answer;
  }
  boost::json::array lists;
  for (auto const* const list : all_lists())
    if ((caught_up.lists_to_load & list->bit()) != 0)
      lists.emplace_back(boost::json::string_view(list->name.data(), list->name.size()));
  answer["result"] = "snapshot";
  answer["why"] = known ? "too_old" : "other_epoch";
  answer["lists"] = std::move(lists);
  answer["lost"] = caught_up.lost;
  return answer;
}

}  // namespace

constinit Command const catchup =
    make_command<parse, run, State const, domain::Chat, Clients>("catchup", directory::Right::none).only_with(Extension::seq);

}  // namespace crosspoint::cti
