// Events that change little or nothing by themselves but describe channels as they are now. (telephony 2.1)
#include <string_view>

#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/movement.h"
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

/// Of the transferrer's two calls one may be in an application, where the transferee takes its place: in a queue it waits on
/// there.
void call_is_transferred(Scene& scene, wire::ami::Message const& message) {
  channels_are_mentioned<Prefix{"TransferTarget"}>(scene, message);
  auto* const transferee = see(scene, message, "Transferee");
  for (auto const* const prefix : {"OrigTransferer", "SecondTransferer"})
    if (auto* const own = see(scene, message, prefix); own && transferee && equal_ignoring_case(message.get("DestType"), "App"))
      replace_caller(scene, *own, *transferee);
}

}  // namespace

constinit Event const local_bridge{"LocalBridge", channels_are_mentioned<Prefix{"LocalOne"}, Prefix{"LocalTwo"}>};
constinit Event const local_optimization_begin{"LocalOptimizationBegin",
                                               channels_are_mentioned<Prefix{"LocalOne"}, Prefix{"LocalTwo"}>};
constinit Event const local_optimization_end{"LocalOptimizationEnd",
                                             channels_are_mentioned<Prefix{"LocalOne"}, Prefix{"LocalTwo"}>};
constinit Event const blind_transfer{"BlindTransfer", channels_are_mentioned<Prefix{"Transferer"}, Prefix{"Transferee"}>};
constinit Event const attended_transfer{"AttendedTransfer", call_is_transferred};
constinit Event const agent_ring_no_answer{"AgentRingNoAnswer", channels_are_mentioned<Prefix{""}, Prefix{"Dest"}>};
constinit Event const chan_spy_start{"ChanSpyStart", channels_are_mentioned<Prefix{"Spyer"}, Prefix{"Spyee"}>};
constinit Event const chan_spy_stop{"ChanSpyStop", channels_are_mentioned<Prefix{"Spyer"}, Prefix{"Spyee"}>};

}  // namespace crosspoint::pbx::events
