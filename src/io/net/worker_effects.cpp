// What the core wants of the clients of one network thread.
#include <algorithm>

#include "io/net/worker.h"

namespace crosspoint::io::net {

Connection* Worker::find(SessionId id) {
  auto const found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

void Worker::execute(Batch batch) {
  for (auto& effect : batch.effects) std::visit([this](auto& one) { apply(one); }, effect);
  for (auto const id : batch.dealt_with)
    if (auto* const connection = find(id)) connection->dealt_with();
}

void Worker::apply(flow::Reply& reply) {
  auto* const connection = find(reply.session);
  if (connection == nullptr) return;
  connection->send(frame_of(std::move(reply.line), 0, connection->framing()), Connection::Urgency::at_once);
}

void Worker::apply(flow::Tell& tell) {
  auto const found = watchers_.find(tell.topic);
  if (found == watchers_.end()) return;
  Update update(std::move(tell.line), tell.state, std::move(tell.more));
  for (auto* const connection : found->second) {
    if (connection->id() == tell.except || (tell.lists != 0 && (tell.lists & connection->lists) == 0)) continue;
    connection->send(update.as(connection->framing(), connection->numbered), Connection::Urgency::can_wait);
  }
}

void Worker::apply(flow::Watch const& watch) {
  auto* const connection = find(watch.session);
  if (connection == nullptr) return;
  auto const place = std::ranges::lower_bound(connection->topics, watch.topic);
  if (place != connection->topics.end() && *place == watch.topic) return;
  connection->topics.insert(place, watch.topic);
  watchers_[watch.topic].push_back(connection);
}

void Worker::apply(flow::Unwatch const& effect) {
  auto* const connection = find(effect.session);
  if (connection == nullptr) return;
  auto const place = std::ranges::lower_bound(connection->topics, effect.topic);
  if (place == connection->topics.end() || *place != effect.topic) return;
  connection->topics.erase(place);
  unwatch(*connection, effect.topic);
}

void Worker::unwatch(Connection& connection, flow::Topic topic) {
  auto const found = watchers_.find(topic);
  auto& sessions = found->second;
  *std::ranges::find(sessions, &connection) = sessions.back();
  sessions.pop_back();
  if (sessions.empty()) watchers_.erase(found);
}

void Worker::apply(flow::WatchLists const& watch) {
  if (auto* const connection = find(watch.session)) connection->lists = watch.lists;
}

void Worker::apply(flow::LoggedIn const& logged_in) {
  auto* const connection = find(logged_in.session);
  if (connection == nullptr || connection->standing() == Standing::known) return;
  connection->numbered = logged_in.numbered;
  connection->logged_in();
  gate_.logged_in(connection->address());
}

void Worker::apply(flow::StartTls const& start_tls) {
  auto* const connection = find(start_tls.session);
  if (connection == nullptr) return;
  if (tls_) return connection->upgrade(*tls_);
  connection->drop(EndedBy::server, "STARTTLS without a certificate");
}

void Worker::apply(flow::Close const& close) {
  if (auto* const connection = find(close.session))
    connection->leave(EndedBy::server, close.reason, Connection::CloseCode::refused);
}

}  // namespace crosspoint::io::net
