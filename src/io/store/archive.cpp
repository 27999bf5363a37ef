#include "io/store/archive.h"

#include <soci/soci.h>

#include <algorithm>
#include <limits>

#include "io/store/session.h"
#include "io/store/soci_types.h"

namespace crosspoint::io::store {
namespace {

using soci::use;

long long microseconds(WallTime time) { return time.time_since_epoch().count(); }

WallTime time_of(long long microseconds) { return WallTime(Duration(microseconds)); }

flow::PastCall::Mode mode_of(int number) {
  using Mode = flow::PastCall::Mode;
  return number == 0 ? Mode::sent : number == 1 ? Mode::received : Mode::missed;
}

}  // namespace

bool write_chat(Session& sql, flow::SaveChat const& message) {
  auto const sent = microseconds(message.sent);
  return sql.run(
             "INSERT INTO chat_messages (sent, from_user, to_user, alias, text) "
             "SELECT :sent, writer.id, reader.id, :alias, :text FROM users writer, users reader "
             "WHERE writer.id = :from AND reader.id = :to",
             use(sent), use(message.alias), use(message.text), use(message.from), use(message.to)) > 0;
}

std::vector<flow::SaveChat> read_chat(soci::session& sql, WallTime since, std::size_t most) {
  auto const oldest = microseconds(since);
  auto const limit = static_cast<long long>(most);
  soci::rowset<soci::row> const rows = (sql.prepare << "SELECT from_user, to_user, sent, alias, text FROM chat_messages "
                                                       "WHERE sent >= :oldest ORDER BY sent DESC LIMIT :most",
                                        use(oldest), use(limit));
  std::vector<flow::SaveChat> messages;
  for (auto const& row : rows)
    messages.push_back({UserId{row.get<long long>(0)}, UserId{row.get<long long>(1)}, time_of(row.get<long long>(2)),
                        row.get<std::string>(3), row.get<std::string>(4)});
  std::ranges::reverse(messages);
  return messages;
}

bool write_call(Session& sql, UserId user, flow::PastCall const& call) {
  auto const mode = static_cast<int>(call.mode);
  auto const started = microseconds(call.started), ended = microseconds(call.ended);
  auto const answered = call.answered ? microseconds(*call.answered) : 0;
  auto was_answered = call.answered ? soci::i_ok : soci::i_null;
  return sql.run(
             "INSERT INTO calls (user_id, line_id, mode, started, answered, ended, extension, name, linkedid) "
             "SELECT id, :line, :mode, :started, :answered, :ended, :extension, :name, :linkedid FROM users "
             "WHERE id = :user",
             use(call.line), use(mode), use(started), use(answered, was_answered), use(ended), use(call.extension),
             use(call.name), use(call.linkedid), use(user)) > 0;
}

std::vector<flow::StoredCall> read_calls(soci::session& sql, UserId user, std::size_t most,
                                         std::optional<flow::CallMark> const& before) {
  auto const started = before ? microseconds(before->started) : std::numeric_limits<long long>::max();
  auto const number = before ? static_cast<long long>(before->number) : 0LL;
  auto const limit = static_cast<long long>(most);
  soci::rowset<soci::row> const rows =
      (sql.prepare << "SELECT line_id, mode, started, answered, ended, extension, name, linkedid, CAST(rowid AS TEXT) FROM calls "
                      "WHERE user_id = :user AND (started < :started OR (started = :same AND rowid < :number)) "
                      "ORDER BY started DESC, rowid DESC LIMIT :most",
       use(user), use(started), use(started), use(number), use(limit));
  std::vector<flow::StoredCall> calls;
  for (auto const& row : rows) {
    flow::PastCall call{.line = LineId{row.get<long long>(0)},
                        .mode = mode_of(row.get<int>(1)),
                        .extension = row.get<std::string>(5),
                        .name = row.get<std::string>(6),
                        .started = time_of(row.get<long long>(2)),
                        .ended = time_of(row.get<long long>(4)),
                        .linkedid = row.get<std::string>(7)};
    if (row.get_indicator(3) == soci::i_ok) call.answered = time_of(row.get<long long>(3));
    calls.push_back({std::move(call), std::stoll(row.get<std::string>(8))});
  }
  return calls;
}

void write_history_seen(Session& sql, flow::SaveHistorySeen const& change) {
  auto const until = microseconds(change.until);
  if (sql.run("UPDATE history_seen SET until = MAX(until, :until) WHERE user_id = :user", use(until), use(change.user)) == 0)
    sql.run("INSERT INTO history_seen (user_id, until) SELECT id, :until FROM users WHERE id = :user", use(until),
            use(change.user));
}

WallTime read_history_seen(soci::session& sql, UserId user) {
  long long until = 0;
  sql << "SELECT until FROM history_seen WHERE user_id = :user", use(user), soci::into(until);
  return sql.got_data() ? time_of(until) : WallTime{};
}

bool write_waiting_call(Session& sql, flow::WaitingCall const& call) {
  auto const joined = microseconds(call.joined);
  return sql.run(
             "INSERT INTO waiting_calls (queue_id, uniqueid, joined) "
             "SELECT id, :uniqueid, :joined FROM queues WHERE id = :queue "
             "ON CONFLICT (queue_id, uniqueid) DO UPDATE SET joined = excluded.joined",
             use(call.uniqueid), use(joined), use(call.queue)) > 0;
}

void forget_waiting_call(Session& sql, flow::ForgetWaitingCall const& call) {
  sql.run("DELETE FROM waiting_calls WHERE queue_id = :queue AND uniqueid = :uniqueid", use(call.queue), use(call.uniqueid));
}

bool write_queue_call(Session& sql, flow::SaveQueueCall const& change) {
  auto const& call = change.call;
  auto const joined = microseconds(call.joined);
  auto const hold = static_cast<long long>(call.hold.count());
  auto const answered = call.answered ? 1 : 0;
  forget_waiting_call(sql, {call.queue, change.uniqueid});
  return sql.run(
             "INSERT INTO queue_calls (queue_id, joined, hold, answered) "
             "SELECT id, :joined, :hold, :answered FROM queues WHERE id = :queue",
             use(joined), use(hold), use(answered), use(call.queue)) > 0;
}

flow::QueueCallsLoaded read_queue_calls(soci::session& sql) {
  flow::QueueCallsLoaded all;
  soci::rowset<soci::row> const ended =
      (sql.prepare << "SELECT queue_id, joined, hold, answered FROM queue_calls ORDER BY joined + hold * 1000000");
  for (auto const& row : ended)
    all.calls.push_back({QueueId{row.get<long long>(0)}, time_of(row.get<long long>(1)),
                         std::chrono::seconds(row.get<long long>(2)), row.get<int>(3) != 0});
  soci::rowset<soci::row> const waiting = (sql.prepare << "SELECT queue_id, uniqueid, joined FROM waiting_calls");
  for (auto const& row : waiting)
    all.waiting.push_back({QueueId{row.get<long long>(0)}, row.get<std::string>(1), time_of(row.get<long long>(2))});
  return all;
}

void forget_old(soci::session& sql, Retention const& retention, WallTime now) {
  auto const chat = microseconds(now - retention.chat), calls = microseconds(now - retention.calls);
  auto const queue_calls = microseconds(now - retention.queue_calls);
  sql << "DELETE FROM chat_messages WHERE sent < :oldest", use(chat);
  sql << "DELETE FROM calls WHERE started < :oldest", use(calls);
  sql << "DELETE FROM queue_calls WHERE joined < :oldest", use(queue_calls);
  sql << "DELETE FROM waiting_calls WHERE joined < :oldest", use(queue_calls);
}

void forget_users(soci::session& sql, directory::Directory const& before, directory::Directory const& after) {
  for (auto const& [id, user] : before.users) {
    auto const* const still = after.user(id);
    if (still && still->uuid == user.uuid) continue;
    sql << "DELETE FROM chat_messages WHERE from_user = :writer OR to_user = :reader", use(id), use(id);
    sql << "DELETE FROM calls WHERE user_id = :user", use(id);
    sql << "DELETE FROM history_seen WHERE user_id = :user", use(id);
  }
}

}  // namespace crosspoint::io::store
