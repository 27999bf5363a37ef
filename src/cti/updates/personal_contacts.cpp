// What became of a user's personal contacts and favourites: to every session of that user. (protocol S18, S19)
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

boost::json::object about(char const* message_class, std::string const& id) {
  return {{"class", message_class}, {"source", domain::personal_source}, {"source_entry_id", id}};
}

}  // namespace

void Updates::tell(domain::FavoriteSet const& event, Time now) {
  clients_.answer_own(event.asker,
                      {{"class", "people_favorite_update"},
                       {"source", event.entry.source},
                       {"source_entry_id", event.entry.id},
                       {"favorite", event.favorite}},
                      now);
}

void Updates::tell(domain::ContactCreated const& event, Time now) {
  clients_.answer_own(event.asker, {{"class", "people_personal_contact_created"}}, now);
}

void Updates::tell(domain::ContactEdited const& event, Time now) {
  clients_.answer_own(event.asker, about("people_personal_contact_raw_update", event.id), now);
}

void Updates::tell(domain::ContactDeleted const& event, Time now) {
  clients_.answer_own(event.asker, about("people_personal_contact_deleted", event.id), now);
}

void Updates::tell(domain::ContactsPurged const& event, Time now) {
  clients_.answer_own(event.asker, {{"class", "people_personal_contacts_purged"}}, now);
}

void Updates::tell(domain::ContactRead const& event, Time now) {
  auto const& contact = event.contact;
  boost::json::object infos;
  for (auto const& [name, value] : contact.fields) infos[name] = value;
  infos["id"] = contact.id;
  auto message = about("people_personal_contact_raw_result", contact.id);
  message["contact_infos"] = std::move(infos);
  clients_.answer_own(event.asker, message, now);
}

void Updates::tell(domain::ContactsImported const& event, Time now) {
  boost::json::array failed;
  for (auto const& [line, error] : event.failed) failed.push_back({{"line", line}, {"errors", boost::json::array{error}}});
  clients_.answer_own(
      event.asker,
      {{"class", "people_import_personal_contacts_csv_result"}, {"created_count", event.created}, {"failed", std::move(failed)}},
      now);
}

void Updates::tell(domain::ContactsExported const& event, Time now) {
  clients_.answer_own(event.asker, {{"class", "people_export_personal_contacts_csv_result"}, {"csv_contacts", event.csv}}, now);
}

}  // namespace crosspoint::cti
