// Hints and device states. (telephony 1.6, 5 and 6)
#include "pbx/events/hint.h"

#include "base/text.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

void read_extension(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const extension = extension_of(item);
  auto const status = to_integer(item.get("Status"));
  auto const devices = item.get("Hint");
  auto* hint = scene.model.hints.find(extension);
  if (hint && run.is_older_than(hint->mark) && !hint->devices.empty()) {
    hint->mark.listed = run.number;
    return;
  }
  if (!status || *status < -2 || *status > 255 || devices.empty()) return;
  auto const before = hint ? *hint : Hint{};
  hint = &scene.model.hints.define(extension, devices);
  hint->status = static_cast<int>(*status);
  hint->mark = {before.mark.touched, run.number};
  if (hint->devices == before.devices && hint->status == before.status) return;
  touch_devices(scene, before);
  touch_devices(scene, *hint);
  run.repaired(scene, "hint", extension, "was another");
}

void finish_extensions(Scene& scene, ListRun& run) {
  std::vector<std::string> gone;
  for (auto const& [extension, hint] : scene.model.hints.all()) {
    if (!run.misses(hint.mark)) continue;
    gone.push_back(extension);
    touch_devices(scene, hint);
  }
  for (auto const& extension : gone) {
    scene.model.hints.remove(extension);
    run.repaired(scene, "hint", extension, "was there no more");
  }
}

void read_device(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const name = item.get("Device");
  if (!is_of_interest(name)) return;
  auto const* const known = scene.model.hints.device(name);
  auto const before = known ? *known : Device{};
  auto const status =
      run.is_older_than(before.mark) ? before.own.value_or(hint_status::unavailable) : hint_status_of(item.get("State"));
  scene.model.hints.set_state(name, status).mark = {before.mark.touched, run.number};
  if (before.own == status) return;
  scene.changes.touch_device(name);
  run.repaired(scene, "device", name, "had another state");
}

void finish_devices(Scene& scene, ListRun& run) {
  std::vector<std::string> gone;
  for (auto const& [name, device] : scene.model.hints.devices()) {
    if (!device.own || !run.misses(device.mark)) continue;
    gone.push_back(name);
    // Asterisk keeps no state of what has none of its own, as a Local channel or the voice of a conference, but tells it once.
    if (device.mark.listed != 0) run.repaired(scene, "device", name, "was there no more");
  }
  for (auto const& name : gone) {
    scene.model.hints.forget_state(name);
    scene.changes.touch_device(name);
  }
}

}  // namespace

constinit List const extensions{.action = "ExtensionStateList",
                                .items = {"ExtensionStatus"},
                                .complete = "ExtensionStateListComplete",
                                .read = read_extension,
                                .finish = finish_extensions};
constinit List const devices{.action = "DeviceStateList",
                             .items = {"DeviceStateChange"},
                             .complete = "DeviceStateListComplete",
                             .read = read_device,
                             .finish = finish_devices};

}  // namespace crosspoint::pbx::lists
