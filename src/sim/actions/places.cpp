#include "sim/actions.h"

#include <algorithm>

namespace crosspoint::sim::actions {
namespace {

enum class Voice { heard, muted };

/// Asterisk answers and tells it again when nothing changes by it.
void set_voice(Exchange& exchange, Request& request, Voice voice) {
  auto const wanted = request.get("Conference"), name = request.get("Channel");
  if (wanted.empty()) return request.error("No Conference name provided.");
  if (name.empty()) return request.error("No channel name provided.");
  auto& room = exchange.dialplan.room();
  if (room.participants.empty()) return request.error("No active conferences.");
  if (wanted != room.number) return request.error("No Conference by that name found.");
  auto const found =
      std::ranges::find_if(room.participants, [&](auto const& one) { return exchange.lines.find(one.channel)->name == name; });
  if (found == room.participants.end()) return request.error("No Channel by that name found in Conference.");
  found->muted = voice == Voice::muted;
  request.success(found->muted ? "User muted" : "User unmuted");
  exchange.lines.event(found->muted ? "ConfbridgeMute" : "ConfbridgeUnmute")
      .add("Conference", room.number)
      .with(*exchange.lines.find(room.bridge))
      .with(*exchange.lines.find(found->channel))
      .add("Admin", "No");
}

}  // namespace

void confbridge_mute(Exchange& exchange, Request& request) { set_voice(exchange, request, Voice::muted); }
void confbridge_unmute(Exchange& exchange, Request& request) { set_voice(exchange, request, Voice::heard); }

void voicemail_users_list(Exchange& exchange, Request& request) {
  request.start_list("Voicemail user list will follow");
  for (auto const& box : exchange.dialplan.mailboxes())
    request.item("VoicemailUserEntry")
        .add("VMContext", "default")
        .add("VoiceMailbox", box.number)
        .add("Fullname", box.name)
        .add("Email", "(null)")
        .add("Pager", "")
        .add("ServerEmail", "asterisk")
        .add("FromString", "")
        .add("MailCommand", "/usr/sbin/sendmail -t")
        .add("Language", "")
        .add("TimeZone", "")
        .add("Callback", "")
        .add("Dialout", "")
        .add("UniqueID", "")
        .add("ExitContext", "")
        .add("SayDurationMinimum", 2)
        .add("SayEnvelope", "Yes")
        .add("SayCID", "No")
        .add("AttachMessage", "Yes")
        .add("AttachmentFormat", "")
        .add("DeleteMessage", "No")
        .add("VolumeGain", "0.00")
        .add("CanReview", "No")
        .add("CanMarkUrgent", "Yes")
        .add("CallOperator", "No")
        .add("MaxMessageCount", 100)
        .add("MaxMessageLength", 0)
        .add("NewMessageCount", box.unheard)
        .add("OldMessageCount", box.heard)
        .end();
  request.end_list("VoicemailUserEntryComplete");
}

void confbridge_list_rooms(Exchange& exchange, Request& request) {
  auto const& room = exchange.dialplan.room();
  if (room.participants.empty()) return request.error("No active conferences.");
  request.start_list("Confbridge conferences will follow");
  request.item("ConfbridgeListRooms")
      .add("Conference", room.number)
      .add("Parties", room.participants.size())
      .add("Marked", 0)
      .add("Locked", "No")
      .add("Muted", "No")
      .end();
  request.end_list("ConfbridgeListRoomsComplete");
}

void confbridge_list(Exchange& exchange, Request& request) {
  auto const wanted = request.get("Conference");
  if (wanted.empty()) return request.error("No Conference name provided.");
  auto const& room = exchange.dialplan.room();
  if (room.participants.empty()) return request.error("No active conferences.");
  if (wanted != room.number) return request.error("No Conference by that name found.");
  request.start_list("Confbridge user list will follow");
  for (auto const& one : room.participants)
    request.item("ConfbridgeList")
        .add("Conference", room.number)
        .add("Admin", "No")
        .add("MarkedUser", "No")
        .add("WaitMarked", "No")
        .add("EndMarked", "No")
        .add("EndMarkedAny", "No")
        .add("Waiting", "No")
        .add("Muted", one.muted ? "Yes" : "No")
        .add("Talking", "No")
        .add("AnsweredTime", std::chrono::floor<std::chrono::seconds>(exchange.lines.now() - one.joined).count())
        .with(*exchange.lines.find(one.channel))
        .end();
  request.end_list("ConfbridgeListComplete");
}

void parked_calls(Exchange&, Request& request) {
  // There is no parking here: the list is always empty.
  request.start_list("Parked calls will follow");
  request.closing("ParkedCallsComplete").add("Total", 0).end();
}

void user_event(Exchange& exchange, Request& request) {
  auto const name = request.get("UserEvent");
  if (name.empty()) return request.error("Missing UserEvent");
  request.success("Event Sent");
  auto event = exchange.lines.feed().event(EventClass::user, "UserEvent");
  event.add("UserEvent", name);
  for (auto const& [header, value] : request.message().headers())
    if (header != "Action" && header != "UserEvent") event.add(header, value);
}

}  // namespace crosspoint::sim::actions
