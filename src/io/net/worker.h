// One piece: sockets, clients and who watches what belong to one thread.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "io/inbox.h"
#include "io/net/acceptor.h"
#include "io/net/connection.h"
#include "io/net/tally.h"

namespace crosspoint::io::net {

/// What one turn of the core wants of the clients of one thread.
struct Batch {
  std::vector<flow::Effect> effects;
  std::vector<SessionId> dealt_with;
  [[nodiscard]] bool empty() const { return effects.empty() && dealt_with.empty(); }
};

/// One network thread: its loop, its listeners, its clients and who of them watches what. At the end of each turn it delivers all
/// inputs in one piece and writes once to every client for whom something waits.
class Worker : private Host {
 public:
  /// Sessions get the ids first, first + step, first + 2 * step, ...
  struct Ids {
    std::int64_t first, step;
  };

  Worker(Ids ids, Settings const& settings, Gate& gate, Deliver deliver);
  ~Worker() override;

  /// Before start().
  void listen(Descriptor plain);
  void listen_tls(Descriptor socket, Tls tls);

  void start();

  // From any thread:
  void carry_out(Batch batch);
  void use(Tls tls);
  void adopt_websocket(Adopted connection);
  [[nodiscard]] Backlog backlog() const;
  void stop(Duration grace);  ///< begins to end; join() waits for it
  void join();

 private:
  using Clock = Connection::Clock;

  void deliver(flow::Input input) override { inputs_.push_back(std::move(input)); }
  void wants_flush(Connection& connection) override { dirty_.emplace_back(&connection); }
  void wants_to_leave(Connection& connection) override;
  void is_behind(Connection const& connection) override;
  void has_ended(Connection& connection, EndedBy by, std::string const& reason) override;
  std::span<char> scratch() override { return scratch_; }
  Limits const& limits() const override { return limits_; }

  void run();
  void end_turn();
  void hand_in();
  void flush_dirty();
  void flush_due();
  void admit(Descriptor socket, Address const& address, std::optional<Tls> const& tls);
  void admit_websocket(Adopted adopted);
  bool has_room_for(Address const& address);
  ConnectionPtr take_in(Descriptor socket, Address const& address, flow::Face face);
  void keep_alive();
  void complain(std::string const& reason, std::string const& who);
  void keep_house();
  void count_backlog();
  void drop_all();

  Connection* find(SessionId id);
  void execute(Batch batch);
  void apply(flow::Reply& reply);
  void apply(flow::Tell& tell);
  void apply(flow::Watch const& watch);
  void apply(flow::Unwatch const& unwatch);
  void apply(flow::WatchLists const& watch);
  void apply(flow::LoggedIn const& logged_in);
  void apply(flow::StartTls const& start_tls);
  void apply(flow::Close const& close);
  template <class Other>
  void apply(Other const&) {}  // not for clients
  void unwatch(Connection& connection, flow::Topic topic);

  boost::asio::io_context context_{1};
  Limits const limits_;
  std::chrono::milliseconds const ping_every_;
  Gate& gate_;
  Deliver const deliver_;
  Ids ids_;
  std::optional<Tls> tls_;
  std::deque<Acceptor> acceptors_;
  std::unordered_map<SessionId, ConnectionPtr> connections_;
  std::unordered_map<flow::Topic, std::vector<Connection*>> watchers_;
  Inputs inputs_;                     ///< of this turn
  std::vector<ConnectionPtr> dirty_;  ///< to be written at the end of this turn
  std::vector<ConnectionPtr> held_;   ///< to be written when the coalescing window ends
  std::deque<ConnectionPtr> due_;     ///< to be written as soon as there is time
  std::vector<ConnectionPtr> ended_;  ///< in this turn: whoever calls may still be using them
  boost::asio::steady_timer window_{context_}, housekeeping_{context_}, grace_{context_}, pulse_{context_};
  std::deque<std::pair<Clock::time_point, SessionId>> leaving_;  ///< until when each may take to leave
  std::deque<std::pair<Clock::time_point, SessionId>> pulses_;   ///< when each WebSocket is looked after next
  std::unordered_set<SessionId> behind_;                         ///< since the last count of those
  Tally tally_;
  bool keeps_house_ = false, keeps_alive_ = false, stops_ = false;
  mutable std::mutex backlog_mutex_;
  Backlog backlog_;
  std::array<char, 64 << 10> scratch_;
  std::thread thread_;
};

}  // namespace crosspoint::io::net
