// Hints and device states. (telephony 2.6)
#include "pbx/events/hint.h"
#include "pbx/events/events.h"

#include "base/text.h"
#include "pbx/events/queue_member.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx {

std::string extension_of(wire::ami::Message const& message) {
  std::string extension(message.get("Exten"));
  extension += '@';
  extension += message.get("Context");
  return std::string(extension);
}

bool is_of_interest(std::string_view device) {
  static constexpr std::string_view others[]{"Queue:",     "MWI:",   "park:",  "confbridge:", "Local/",
                                             "Surrogate/", "CBAnn/", "CBRec/", "Announcer/",  "Recorder/"};
  for (auto const prefix : others)
    if (device.starts_with(prefix)) return false;
  return !device.empty();
}

void touch_devices(Scene& scene, Hint const& hint) {
  for (auto const& device : hint.devices) scene.changes.touch_device(device);
}

namespace events {
namespace {

void extension_shows(Scene& scene, wire::ami::Message const& message) {
  auto const extension = extension_of(message);
  auto const status = to_integer(message.get("Status"));
  if (!status || *status < -2 || *status > 255) return;
  auto const devices = message.get("Hint");
  auto* hint = scene.model.hints.find(extension);
  if (devices.empty()) {
    // A hint is new as long as its events do not say whose it is: the list does. (T059)
    scene.rereads.want(lists::extensions, {}, scene.now);
    if (!hint) return;
  } else {
    auto const before = hint ? *hint : Hint{};
    hint = &scene.model.hints.define(extension, devices);
    if (before.devices != hint->devices) touch_devices(scene, before);
    else if (before.status == *status) scene.rereads.note_unchanged_hint(scene.now);
  }
  hint->status = static_cast<int>(*status);
  hint->mark.touched = scene.model.events;
  scene.drift.acquit("hint", extension);
  touch_devices(scene, *hint);
}

void device_shows(Scene& scene, wire::ami::Message const& message) {
  auto const name = message.get("Device");
  look_at_queue(scene, name, message.get("State"));
  if (!is_of_interest(name)) return;
  auto& device = scene.model.hints.set_state(name, hint_status_of(message.get("State")));
  device.mark.touched = scene.model.events;
  scene.drift.acquit("device", name);
  scene.changes.touch_device(name);
}

}  // namespace

constinit Event const extension_status{"ExtensionStatus", extension_shows};
constinit Event const device_state_change{"DeviceStateChange", device_shows};

}  // namespace events
}  // namespace crosspoint::pbx
