#include "io/store/personal.h"

#include <soci/soci.h>

#include <string>

#include "io/store/soci_types.h"

namespace crosspoint::io::store {
namespace {

using soci::into;
using soci::use;

std::string const personal = "personal";  ///< the source of favourites that are personal contacts

bool has_user(soci::session& sql, UserId user) {
  int count = 0;
  sql << "SELECT COUNT(*) FROM users WHERE id = :user", use(user), into(count);
  return count > 0;
}

}  // namespace

std::map<UserId, directory::PersonalBook> read_personal(soci::session& sql) {
  std::map<UserId, directory::PersonalBook> books;
  UserId user;
  std::string first;
  std::string second;
  std::string third;
  auto const for_each = [&](soci::statement&& rows, auto take) {
    rows.execute();
    while (rows.fetch()) take(books[user]);
  };
  for_each((sql.prepare << "SELECT user_id, id FROM personal_contacts ORDER BY user_id, id", into(user), into(first)),
           [&](auto& book) {
             book.contacts.push_back({first, {}});
           });
  std::map<std::pair<UserId, std::string>, directory::Contact*> contacts;
  for (auto& [owner, book] : books)
    for (auto& contact : book.contacts) contacts.emplace(std::pair{owner, contact.id}, &contact);
  for_each((sql.prepare << "SELECT user_id, contact_id, name, value FROM personal_contact_fields", into(user), into(first),
            into(second), into(third)),
           [&](auto&) {
             contacts.at({user, first})->fields.emplace(second, third);
           });
  for_each((sql.prepare << "SELECT user_id, source, entry_id FROM favorites", into(user), into(first), into(second)),
           [&](auto& book) {
             book.favorites.insert({first, second});
           });
  return books;
}

bool carry_out(soci::session& sql, flow::SaveContacts const& change) {
  if (!has_user(sql, change.user)) return false;
  std::string id;
  std::string name;
  std::string value;
  soci::statement add = (sql.prepare << "INSERT INTO personal_contacts (user_id, id) VALUES (:user, :id) "
                                        "ON CONFLICT (user_id, id) DO NOTHING",
                         use(change.user), use(id));
  soci::statement clear = (sql.prepare << "DELETE FROM personal_contact_fields WHERE user_id = :user AND contact_id = :id",
                           use(change.user), use(id));
  soci::statement fill = (sql.prepare << "INSERT INTO personal_contact_fields (user_id, contact_id, name, value) "
                                         "VALUES (:user, :id, :name, :value)",
                          use(change.user), use(id), use(name), use(value));
  for (auto const& contact : change.contacts) {
    id = contact.id;
    add.execute(true);
    clear.execute(true);
    for (auto const& field : contact.fields) {
      name = field.first;
      value = field.second;
      fill.execute(true);
    }
  }
  return true;
}

bool carry_out(soci::session& sql, flow::DeleteContact const& change) {
  if (!has_user(sql, change.user)) return false;
  sql << "DELETE FROM personal_contact_fields WHERE user_id = :user AND contact_id = :id", use(change.user), use(change.id);
  sql << "DELETE FROM personal_contacts WHERE user_id = :user AND id = :id", use(change.user), use(change.id);
  sql << "DELETE FROM favorites WHERE user_id = :user AND source = :source AND entry_id = :id", use(change.user), use(personal),
      use(change.id);
  return true;
}

bool carry_out(soci::session& sql, flow::PurgeContacts const& change) {
  if (!has_user(sql, change.user)) return false;
  sql << "DELETE FROM personal_contact_fields WHERE user_id = :user", use(change.user);
  sql << "DELETE FROM personal_contacts WHERE user_id = :user", use(change.user);
  sql << "DELETE FROM favorites WHERE user_id = :user AND source = :source", use(change.user), use(personal);
  return true;
}

bool carry_out(soci::session& sql, flow::SaveFavorite const& change) {
  if (!has_user(sql, change.user)) return false;
  auto const& [source, id] = change.entry;
  sql << "DELETE FROM favorites WHERE user_id = :user AND source = :source AND entry_id = :id", use(change.user), use(source),
      use(id);
  if (change.favorite)
    sql << "INSERT INTO favorites (user_id, source, entry_id) VALUES (:user, :source, :id)", use(change.user), use(source),
        use(id);
  return true;
}

void forget_former_users(soci::session& sql) {
  for (auto const* const table : {"personal_contact_fields", "personal_contacts", "favorites"})
    sql << "DELETE FROM " << table << " WHERE user_id NOT IN (SELECT id FROM users)";
}

}  // namespace crosspoint::io::store
