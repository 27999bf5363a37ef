// Who is registered. Needs the right `system`; without it the device states tell. (telephony 1.6, 7)
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

void read_contact(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const endpoint = std::string(item.get("Endpoint"));
  auto const uri = std::string(item.get("Uri"));
  auto const key = endpoint + " " + uri;
  auto const is_new = lookup(scene.model.contacts, key) == nullptr;
  auto& contact = scene.model.contacts[key];
  contact.mark.listed = run.number;
  contact.endpoint = endpoint;
  contact.uri = uri;
  contact.user_agent = item.get("UserAgent");
  if (!run.is_older_than(contact.mark)) contact.answers = !item.get("Status").starts_with("Un");
  if (is_new) run.repaired(scene, "contact", key, "was not known");
}

void finish_contacts(Scene& scene, ListRun& run) {
  for (auto contact = scene.model.contacts.begin(); contact != scene.model.contacts.end();) {
    if (!run.misses(contact->second.mark)) {
      ++contact;
      continue;
    }
    run.repaired(scene, "contact", contact->first, "was there no more");
    contact = scene.model.contacts.erase(contact);
  }
}

}  // namespace

constinit List const contacts{.action = "PJSIPShowContacts",
                              .items = {"ContactList"},
                              .complete = "ContactListComplete",
                              .importance = Importance::optional,
                              .read = read_contact,
                              .finish = finish_contacts};

}  // namespace crosspoint::pbx::lists
