// The configuration was read anew. (telephony 1.7)
#include "pbx/events/events.h"

namespace crosspoint::pbx::events {
namespace {

void configuration_is_reloaded(Scene& scene, wire::ami::Message const& message) {
  auto const module = message.get("Module");
  if (module == "All" || module.starts_with("app_queue") || module.starts_with("pbx_config"))
    scene.rereads.want_after_reload(scene.now);
}

}  // namespace

constinit Event const reload{"Reload", configuration_is_reloaded};

}  // namespace crosspoint::pbx::events
