// The configuration was read anew. (telephony 1.7)
#include "pbx/events/events.h"

namespace crosspoint::pbx::events {
namespace {

void configuration_is_reloaded(Scene& scene, wire::ami::Message const& message) {
  auto const module = message.get("Module");
  if (module == "All" || module.starts_with("app_queue") || module.starts_with("pbx_config"))
    scene.rereads.want_after_reload(scene.now);
}

/// With it its queues and all their members come and go, without another word.
void module_comes_or_goes(Scene& scene, wire::ami::Message const& message) {
  if (message.get("Module").starts_with("app_queue")) scene.rereads.want_after_reload(scene.now);
}

}  // namespace

constinit Event const reload{"Reload", configuration_is_reloaded};
constinit Event const load{"Load", module_comes_or_goes};
constinit Event const unload{"Unload", module_comes_or_goes};

}  // namespace crosspoint::pbx::events
