#include "io/net/worker.h"

#include <pthread.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <csignal>
#include <exception>
#include <iterator>

#include "io/turns.h"

namespace crosspoint::io::net {
namespace {

using namespace std::chrono_literals;

constexpr auto coalescing_window = 10ms;
constexpr auto longest_flush = 2ms;
constexpr auto longest_farewell = 2s;
constexpr auto housekeeping_period = 250ms;

/// OpenSSL writes without MSG_NOSIGNAL: a client that is gone must not end the process.
void block_sigpipe() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

Worker::Worker(Ids ids, Settings const& settings, Gate& gate, Deliver deliver)
    : limits_(settings.limits), ping_every_(settings.ping_every), gate_(gate), deliver_(std::move(deliver)), ids_(ids) {}

Worker::~Worker() { join(); }

void Worker::listen(Descriptor plain) {
  acceptors_.emplace_back(
      context_, std::move(plain),
      [this](Descriptor socket, Address const& address) { admit(std::move(socket), address, std::nullopt); },
      [this](std::string const& reason) { complain(reason, "listener"); });
}

void Worker::listen_tls(Descriptor socket, Tls tls) {
  tls_ = std::move(tls);
  acceptors_.emplace_back(
      context_, std::move(socket), [this](Descriptor client, Address const& address) { admit(std::move(client), address, tls_); },
      [this](std::string const& reason) { complain(reason, "TLS listener"); });
}

void Worker::start() {
  for (auto& acceptor : acceptors_) acceptor.start();
  thread_ = std::thread([this] { run(); });
}

void Worker::run() {
  block_sigpipe();
  try {
    auto const stay = boost::asio::make_work_guard(context_);
    run_in_turns(context_, [this] { end_turn(); });
  } catch (std::exception const& broken) {
    spdlog::critical("network thread: {}", broken.what());
    std::terminate();
  }
}

void Worker::carry_out(Batch batch) {
  boost::asio::post(context_, [this, batch = std::move(batch)]() mutable { execute(std::move(batch)); });
}

void Worker::use(Tls tls) {
  boost::asio::post(context_, [this, tls = std::move(tls)]() mutable { tls_ = std::move(tls); });
}

void Worker::stop(Duration grace) {
  boost::asio::post(context_, [this, grace] {
    stops_ = true;
    for (auto& acceptor : acceptors_) acceptor.stop();
    grace_.expires_after(grace);
    grace_.async_wait([this](boost::system::error_code cancelled) {
      if (!cancelled) drop_all();
    });
    auto const all = connections_;  // who leaves at once is taken out
    for (auto const& [id, connection] : all)
      connection->leave(EndedBy::server, "the server stops", Connection::CloseCode::going_away);
  });
}

void Worker::join() {
  if (thread_.joinable()) thread_.join();
}

void Worker::end_turn() {
  hand_in();  // first: the core deals with it while we write
  flush_dirty();
  hand_in();  // who was found to be gone meanwhile
  ended_.clear();
  if (stops_ && connections_.empty()) context_.stop();
}

void Worker::hand_in() {
  if (!inputs_.empty()) deliver_(std::exchange(inputs_, {}));
}

/// Replies are written at once. A client that is written to all the time gets its pushes in fewer, larger writes: nothing else
/// makes them cheaper.
void Worker::flush_dirty() {
  auto const now = Clock::now();
  auto const nobody_was_held = held_.empty();
  for (auto& connection : std::exchange(dirty_, {})) {
    if (connection->is_urgent()) connection->flush(now);
    else if (connection->may_wait(now)) held_.push_back(std::move(connection));
    else due_.push_back(std::move(connection));
  }
  flush_due();
  if (held_.empty() || !nobody_was_held) return;
  window_.expires_after(coalescing_window);
  window_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    std::ranges::move(held_, std::back_inserter(due_));
    held_.clear();
  });
}

/// Pushes to thousands take longer than a reply may wait: after a while whatever else there is has its turn.
void Worker::flush_due() {
  for (auto const end = Clock::now() + longest_flush; !due_.empty(); due_.pop_front()) {
    auto const now = Clock::now();
    if (now >= end) return boost::asio::post(context_, [] {});  // another turn goes on with them
    due_.front()->flush(now);
  }
}

bool Worker::has_room_for(Address const& address) {
  auto const verdict = gate_.enter(address);
  if (verdict == Gate::Verdict::too_many) complain("refused: too many sessions", address.to_string());
  if (verdict == Gate::Verdict::too_many_from_address)
    complain("refused: too many sessions of one address without login", address.to_string());
  return verdict == Gate::Verdict::admitted;
}

/// A session of its own for who has come through the gate; null if the loop does not take the socket.
ConnectionPtr Worker::take_in(Descriptor socket, Address const& address, flow::Face face) {
  Socket known_to_loop(context_);
  boost::system::error_code error;
  known_to_loop.assign(socket.get(), error);
  if (error) {
    gate_.leave(address, Standing::anonymous);
    complain("refused: " + error.message(), address.to_string());
    return nullptr;
  }
  (void)socket.release();  // closed with known_to_loop from here on
  auto const id = SessionId{std::exchange(ids_.first, ids_.first + ids_.step)};
  auto const framing = face == flow::Face::websocket ? Framing::websocket : Framing::lines;
  ConnectionPtr connection(new Connection(*this, std::move(known_to_loop), id, address, framing));
  connections_.emplace(id, connection);
  deliver(flow::ClientOpened{id, address.to_string(), face});
  return connection;
}

void Worker::admit(Descriptor socket, Address const& address, std::optional<Tls> const& tls) {
  if (!has_room_for(address)) return;
  auto session = tls ? tls->accept_on(socket.get()) : nullptr;
  auto const connection = take_in(std::move(socket), address, tls ? flow::Face::tls : flow::Face::plain);
  if (!connection) return;
  if (tls && !session) return connection->drop(EndedBy::server, "TLS: no memory");
  connection->start(std::move(session));
}

void Worker::wants_to_leave(Connection& connection) {
  leaving_.emplace_back(Clock::now() + longest_farewell, connection.id());
  keep_house();
}

void Worker::has_ended(Connection& connection, EndedBy by, std::string const& reason) {
  auto const address = connection.address().to_string();
  if (by == EndedBy::server && !stops_) complain("closed: " + reason, address);
  else spdlog::debug("session {} of {} ended: {}", connection.id().value, address, reason);
  for (auto const topic : connection.topics) unwatch(connection, topic);
  gate_.leave(connection.address(), connection.standing());
  deliver(flow::ClientClosed{connection.id(), reason, connection.farewell()});
  ended_.emplace_back(&connection);
  connections_.erase(connection.id());
}

void Worker::complain(std::string const& reason, std::string const& who) {
  if (auto const line = tally_.add(reason, who, Clock::now())) return spdlog::warn("clients: {}", *line);
  keep_house();
}

void Worker::is_behind(Connection const& connection) {
  behind_.insert(connection.id());
  keep_house();
}

Backlog Worker::backlog() const {
  std::lock_guard const lock(backlog_mutex_);
  return backlog_;
}

void Worker::count_backlog() {
  Backlog now;
  std::erase_if(behind_, [&](SessionId id) {
    auto const* const connection = find(id);
    if (connection == nullptr || !connection->outbox().is_behind()) return true;
    auto const bytes = connection->outbox().bytes();
    now = {now.clients + 1, now.bytes + bytes, std::max(now.largest, bytes)};
    return false;
  });
  std::lock_guard const lock(backlog_mutex_);
  backlog_ = now;
}

/// Ends farewells that take too long, tells what the tally kept back, counts who is behind; sleeps while there is none of them.
void Worker::keep_house() {
  if (std::exchange(keeps_house_, true)) return;
  housekeeping_.expires_after(housekeeping_period);
  housekeeping_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    auto const now = Clock::now();
    for (; !leaving_.empty() && leaving_.front().first <= now; leaving_.pop_front())
      if (auto* const connection = find(leaving_.front().second)) connection->drop(EndedBy::server, "does not read");
    for (auto const& line : tally_.overdue(now)) spdlog::warn("clients: {}", line);
    count_backlog();
    keeps_house_ = false;
    if (!leaving_.empty() || tally_.holds_back() || !behind_.empty()) keep_house();
  });
}

void Worker::drop_all() {
  while (!connections_.empty()) ConnectionPtr(connections_.begin()->second)->drop(EndedBy::server, "the server stops");
}

}  // namespace crosspoint::io::net
