// Calls from a queue to one of its members. (telephony 2.9)
#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

std::chrono::seconds seconds(wire::ami::Message const& message, std::string_view header) {
  return std::chrono::seconds(to_integer(message.get(header)).value_or(0));
}

/// What the three have in common.
template <class Notice>
Notice read(wire::ami::Message const& message) {
  Notice notice{};
  notice.queue = valid_utf8(message.get("Queue"));
  notice.member_name = valid_utf8(message.get("MemberName"));
  notice.caller = valid_utf8(message.get("Uniqueid"));
  notice.leg = valid_utf8(message.get("DestUniqueid"));
  return notice;
}

/// Before the DialBegin of the same call.
void agent_is_called(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  if (auto* const member = see(scene, message, "Dest")) member->course.may_be_missed = false;
  scene.changes.tell(read<AgentCalled>(message));
}

void agent_answers(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  see(scene, message, "Dest");
  auto notice = read<AgentConnected>(message);
  notice.hold_time = seconds(message, "HoldTime");
  scene.rereads.want_summary(notice.queue,
                             scene.now);  // Asterisk's mean of the hold times follows a moment later (telephony 3.1)
  scene.changes.tell(std::move(notice));
}

void agent_is_done(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  see(scene, message, "Dest");
  auto notice = read<AgentCompleted>(message);
  notice.hold_time = seconds(message, "HoldTime");
  notice.talk_time = seconds(message, "TalkTime");
  notice.reason = valid_utf8(message.get("Reason"));
  scene.changes.tell(std::move(notice));
}

}  // namespace

constinit Event const agent_called{"AgentCalled", agent_is_called};
constinit Event const agent_connect{"AgentConnect", agent_answers};
constinit Event const agent_complete{"AgentComplete", agent_is_done};

}  // namespace crosspoint::pbx::events
