#include <map>
#include <sstream>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx::testing {

void FakeAsterisk::mirror(Model const& model) {
  lists.clear();
  auto const line = [](std::string_view name, auto const& value) {
    std::ostringstream out;
    out << name << ": " << value << "\r\n";
    return out.str();
  };
  for (auto const& [id, c] : model.channels.all())
    lists["CoreShowChannels"].push_back(line("Event", "CoreShowChannel") + line("Channel", c.name) +
                                        line("ChannelState", static_cast<int>(c.state)) + line("CallerIDNum", c.caller.number) +
                                        line("CallerIDName", c.caller.name) + line("ConnectedLineNum", c.connected.number) +
                                        line("ConnectedLineName", c.connected.name) + line("Context", c.context) +
                                        line("Exten", c.exten) + line("Uniqueid", id) + line("Linkedid", c.linkedid) +
                                        line("Duration", "00:00:07") + line("BridgeId", c.bridge));
  for (auto const& [id, b] : model.bridges)
    lists["BridgeList"].push_back(line("Event", "BridgeListItem") + line("BridgeUniqueid", id) + line("BridgeType", b.type) +
                                  line("BridgeNumChannels", b.members.size()));
  for (auto const& [name, hint] : model.hints.all()) {
    std::string devices;
    for (auto const& device : hint.devices) devices += (devices.empty() ? "" : "&") + device;
    auto const at = name.find('@');
    lists["ExtensionStateList"].push_back(line("Event", "ExtensionStatus") + line("Exten", name.substr(0, at)) +
                                          line("Context", name.substr(at + 1)) + line("Hint", devices) +
                                          line("Status", hint.status));
  }
  for (auto const& [name, device] : model.hints.devices()) {
    static std::map<int, std::string> const states{{0, "NOT_INUSE"}, {1, "INUSE"},     {2, "BUSY"},   {4, "UNAVAILABLE"},
                                                   {8, "RINGING"},   {9, "RINGINUSE"}, {16, "ONHOLD"}};
    if (device.own)
      lists["DeviceStateList"].push_back(line("Event", "DeviceStateChange") + line("Device", name) +
                                         line("State", states.at(*device.own)));
  }
  for (auto const& [name, queue] : model.queues) {
    auto& items = lists["QueueStatus"];
    items.push_back(line("Event", "QueueParams") + line("Queue", name));
    for (auto const& [interface, m] : queue.members.all())
      items.push_back(line("Event", "QueueMember") + line("Queue", name) + line("Name", m.name) + line("Location", interface) +
                      line("StateInterface", m.state_interface) + line("Membership", m.membership) + line("Penalty", m.penalty) +
                      line("CallsTaken", m.calls_taken) + line("Status", m.status) + line("Paused", m.paused ? 1 : 0) +
                      line("PausedReason", m.paused_reason) + line("InCall", m.in_call ? 1 : 0) +
                      line("LastCall", std::chrono::duration_cast<std::chrono::seconds>(m.last_call.time_since_epoch()).count()));
    for (auto const& e : queue.entries)
      items.push_back(line("Event", "QueueEntry") + line("Queue", name) + line("Position", e.position) +
                      line("Channel", e.channel) + line("Uniqueid", e.uniqueid) + line("CallerIDNum", e.caller.number) +
                      line("Wait", 3));
  }
  for (auto const& [name, box] : model.mailboxes)
    lists["VoicemailUsersList"].push_back(line("Event", "VoicemailUserEntry") +
                                          line("VoiceMailbox", name.substr(0, name.find('@'))) +
                                          line("VMContext", name.substr(name.find('@') + 1)) +
                                          line("NewMessageCount", box.unheard) + line("OldMessageCount", box.heard));
  for (auto const& [name, room] : model.rooms) {
    lists["ConfbridgeListRooms"].push_back(line("Event", "ConfbridgeListRooms") + line("Conference", name));
    for (auto const& p : room.participants)
      lists["ConfbridgeList " + name].push_back(
          line("Event", "ConfbridgeList") + line("Conference", name) + line("Channel", p.channel) + line("Uniqueid", p.uniqueid) +
          line("CallerIDNum", p.party.number) + line("CallerIDName", p.party.name) + line("Muted", p.muted ? "Yes" : "No"));
  }
  for (auto const& [id, call] : model.parked)
    lists["ParkedCalls"].push_back(line("Event", "ParkedCall") + line("ParkeeUniqueid", id) +
                                   line("ParkeeChannel", model.channel(id) ? model.channel(id)->name : "") +
                                   line("Parkinglot", call.lot) + line("ParkingSpace", call.space));
}

}  // namespace crosspoint::pbx::testing
