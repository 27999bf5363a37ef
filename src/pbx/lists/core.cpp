// What Asterisk says of itself. (telephony 1.6, 1 and 2)
#include <algorithm>

#include "pbx/events/movement.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

void read_settings(Scene& scene, ListRun&, wire::ami::Message const& answer) {
  scene.model.version = answer.get("AsteriskVersion");
}

/// Asterisk was started anew: what it knew before is gone with it, all but what this link has already told. (T022)
void forget_before(Scene& scene) {
  auto const is_old = [&](Mark const& mark) { return mark.touched <= scene.model.linked_after; };
  std::vector<std::string> old;
  for (auto const& [uniqueid, channel] : scene.model.channels.all())
    if (is_old(channel.mark)) old.push_back(uniqueid);
  for (auto const& uniqueid : old) hang_up(scene, uniqueid, {.at = scene.model.heard_until});
  old.clear();
  for (auto const& [uniqueid, bridge] : scene.model.bridges)
    if (is_old(bridge.mark)) old.push_back(uniqueid);
  for (auto const& uniqueid : old) destroy_bridge(scene, uniqueid);
  std::erase_if(scene.model.rooms, [&](auto const& room) { return is_old(room.second.mark); });
  std::erase_if(scene.model.parked, [&](auto const& call) { return is_old(call.second.mark); });
  for (auto& [name, queue] : scene.model.queues)
    if (std::erase_if(queue.entries, [&](QueueEntry const& entry) { return is_old(entry.mark); }) > 0)
      scene.changes.touch_entries(name);
}

void read_status(Scene& scene, ListRun&, wire::ami::Message const& answer) {
  auto const started = std::string(answer.get("CoreStartupDate")) + " " + std::string(answer.get("CoreStartupTime"));
  if (!scene.model.started.empty() && started > scene.model.started) forget_before(scene);
  scene.model.started = started;
}

}  // namespace

constinit List const core_settings{.action = "CoreSettings", .when = List::When::resync_only, .read = read_settings};
constinit List const core_status{.action = "CoreStatus", .when = List::When::resync_only, .read = read_status};

}  // namespace crosspoint::pbx::lists
