#include "io/store/archive.h"

#include <soci/soci.h>

#include "io/store/soci_types.h"

namespace crosspoint::io::store {
namespace {

using soci::use;

long long microseconds(Time time) { return time.time_since_epoch().count(); }

}  // namespace

bool write_chat(soci::session& sql, flow::SaveChat const& message) {
  auto const sent = microseconds(message.sent);
  soci::statement insert = (sql.prepare << "INSERT INTO chat_messages (sent, from_user, to_user, alias, text) "
                                           "SELECT :sent, writer.id, reader.id, :alias, :text FROM users writer, users reader "
                                           "WHERE writer.id = :from AND reader.id = :to",
                            use(sent), use(message.alias), use(message.text), use(message.from), use(message.to));
  insert.execute(true);
  return insert.get_affected_rows() > 0;
}

void forget_old(soci::session& sql, Retention const& retention, Time now) {
  auto const chat = microseconds(now - retention.chat);
  sql << "DELETE FROM chat_messages WHERE sent < :oldest", use(chat);
}

void forget_users(soci::session& sql, directory::Directory const& before, directory::Directory const& after) {
  for (auto const& [id, user] : before.users) {
    auto const* const still = after.user(id);
    if (still && still->uuid == user.uuid) continue;
    sql << "DELETE FROM chat_messages WHERE from_user = :writer OR to_user = :reader", use(id), use(id);
  }
}

}  // namespace crosspoint::io::store
