#include <algorithm>

#include "sim/actions.h"

namespace crosspoint::sim::actions {

void extension_state_list(Exchange& exchange, Request& request) {
  request.start_list("Extension Statuses will follow");
  for (auto const& phone : exchange.lines.phones())
    request.item("ExtensionStatus")
        .add("Exten", phone.number)
        .add("Context", phone.context)
        .add("Hint", phone.device())
        .add("Status", hint_of(phone.state))
        .add("StatusText", hint_text_of(phone.state))
        .end();
  request.end_list("ExtensionStateListComplete");
}

void device_state_list(Exchange& exchange, Request& request) {
  request.start_list("Device State Changes will follow");
  auto const item = [&](std::string_view device, std::string_view state) {
    request.item("DeviceStateChange").add("Device", device).add("State", state).end();
  };
  for (auto const& [device, state] : exchange.lines.devices()) item(device, state);
  for (auto const& phone : exchange.lines.phones()) item(phone.device(), text_of(phone.state));
  request.end_list("DeviceStateListComplete");
}

void pjsip_show_contacts(Exchange& exchange, Request& request) {
  auto const& phones = exchange.lines.phones();
  // The line feed inside the text is the real one's. (T009)
  if (std::ranges::none_of(phones, &Phone::registered)) return request.error("No Contacts found\n");
  request.start_list("A listing of Contacts follows, presented as ContactList events");
  auto const expires = std::chrono::floor<std::chrono::seconds>(exchange.lines.now()).time_since_epoch().count() + 300;
  for (auto const& phone : phones) {
    if (!phone.registered) continue;
    auto const uri = contact_of(phone);
    request.item("ContactList")
        .add("ObjectType", "contact")
        .add("ObjectName", phone.number + ";@sim")
        .add("ViaAddr", "127.0.0.1")
        .add("QualifyTimeout", "3.000000")
        .add("Qualify2xxOnly", "false")
        .add("CallId", "sim-" + phone.number)
        .add("RegServer", "")
        .add("PruneOnBoot", "no")
        .add("Path", "")
        .add("Endpoint", phone.number)
        .add("ViaPort", uri.substr(uri.rfind(':') + 1))
        .add("AuthenticateQualify", "no")
        .add("Uri", uri)
        .add("QualifyFrequency", 0)
        .add("UserAgent", "crosspoint-sim")
        .add("ExpirationTime", expires)
        .add("OutboundProxy", "")
        .add("Status", "NonQualified")
        .add("RoundtripUsec", "N/A")
        .end();
  }
  request.end_list("ContactListComplete");
}

}  // namespace crosspoint::sim::actions
