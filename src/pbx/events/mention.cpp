// Events that change little or nothing by themselves but describe channels as they are now. (telephony 2.1)
#include <string_view>

#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

struct Prefix {
  char text[20];
};

template <Prefix... prefixes>
void channels_are_mentioned(Scene& scene, wire::ami::Message const& message) {
  (see(scene, message, prefixes.text), ...);
}

/// Before the DialBegin of the same call.
void agent_is_called(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  if (auto* const member = see(scene, message, "Dest")) member->course.may_be_missed = false;
}

/// Asterisk's mean of the hold times follows a moment later. (telephony 3.1)
void agent_connects(Scene& scene, wire::ami::Message const& message) {
  channels_are_mentioned<Prefix{""}, Prefix{"Dest"}>(scene, message);
  auto const queue = message.get("Queue");
  scene.changes.tell(AgentConnected{valid_utf8(queue), valid_utf8(message.get("MemberName")), valid_utf8(message.get("Uniqueid")),
                                    valid_utf8(message.get("DestUniqueid")),
                                    std::chrono::seconds(to_integer(message.get("HoldTime")).value_or(0))});
  scene.rereads.want_summary(queue, scene.now);
}

}  // namespace

constinit Event const local_bridge{"LocalBridge", channels_are_mentioned<Prefix{"LocalOne"}, Prefix{"LocalTwo"}>};
constinit Event const local_optimization_begin{"LocalOptimizationBegin",
                                               channels_are_mentioned<Prefix{"LocalOne"}, Prefix{"LocalTwo"}>};
constinit Event const local_optimization_end{"LocalOptimizationEnd",
                                             channels_are_mentioned<Prefix{"LocalOne"}, Prefix{"LocalTwo"}>};
constinit Event const blind_transfer{"BlindTransfer", channels_are_mentioned<Prefix{"Transferer"}, Prefix{"Transferee"}>};
constinit Event const attended_transfer{
    "AttendedTransfer",
    channels_are_mentioned<Prefix{"OrigTransferer"}, Prefix{"SecondTransferer"}, Prefix{"Transferee"}, Prefix{"TransferTarget"}>};
constinit Event const agent_called{"AgentCalled", agent_is_called};
constinit Event const agent_connect{"AgentConnect", agent_connects};
constinit Event const agent_complete{"AgentComplete", channels_are_mentioned<Prefix{""}, Prefix{"Dest"}>};
constinit Event const agent_ring_no_answer{"AgentRingNoAnswer", channels_are_mentioned<Prefix{""}, Prefix{"Dest"}>};
constinit Event const chan_spy_start{"ChanSpyStart", channels_are_mentioned<Prefix{"Spyer"}, Prefix{"Spyee"}>};
constinit Event const chan_spy_stop{"ChanSpyStop", channels_are_mentioned<Prefix{"Spyer"}, Prefix{"Spyee"}>};

}  // namespace crosspoint::pbx::events
