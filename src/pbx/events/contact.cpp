// Who is registered. (telephony 2.5)
#include "pbx/events/events.h"

namespace crosspoint::pbx::events {
namespace {

void contact_changes(Scene& scene, wire::ami::Message const& message) {
  auto const endpoint = std::string(message.get("EndpointName"));
  auto const uri = std::string(message.get("URI"));
  auto const key = endpoint + " " + uri;
  auto const status = message.get("ContactStatus");
  scene.drift.acquit("contact", key);
  if (status == "Removed") {
    scene.model.contacts.erase(key);
    return;
  }
  auto& contact = scene.model.contacts[key];
  contact.endpoint = endpoint;
  contact.uri = uri;
  contact.answers = status != "Unreachable";
  contact.mark.touched = scene.model.events;
}

}  // namespace

constinit Event const contact_status{"ContactStatus", contact_changes};

}  // namespace crosspoint::pbx::events
