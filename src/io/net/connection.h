#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "flow/input.h"
#include "io/net/gate.h"
#include "io/net/network.h"
#include "io/net/outbox.h"
#include "io/net/stream.h"
#include "wire/line/cutter.h"

namespace crosspoint::io::net {

/// A socket of which its thread's loop says when it is ready. The reading and writing is Stream's.
using Socket = boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type>;

class Connection;
using ConnectionPtr = boost::intrusive_ptr<Connection>;

enum class EndedBy { client, server };

/// What a connection needs of the thread it lives on.
class Host {
 public:
  virtual ~Host() = default;
  virtual void deliver(flow::Input input) = 0;
  virtual void wants_flush(Connection& connection) = 0;     ///< flush() it at the end of this turn
  virtual void wants_to_leave(Connection& connection) = 0;  ///< drop() it when it takes too long to leave
  virtual void has_ended(Connection& connection, EndedBy by, std::string const& reason) = 0;
  virtual std::span<char> scratch() = 0;  ///< for the length of one call
  virtual Limits const& limits() const = 0;
};

/// One client: its socket, the line it is in the middle of, its outbox. Lives on one network thread and knows nothing of other
/// clients, of topics or of what lines mean. Reads only while the core has dealt with all lines it was given.
class Connection : public boost::intrusive_ref_counter<Connection, boost::thread_unsafe_counter> {
 public:
  using Clock = std::chrono::steady_clock;

  Connection(Host& host, Socket socket, SessionId id, Address address);

  /// Starts to read; with `tls` after its handshake.
  void start(TlsSession tls);

  enum class Urgency {
    at_once,   ///< a reply: somebody waits for it
    can_wait,  ///< a push: may share a write with those of the next moment
  };
  void send(FramePtr frame, Urgency urgency);

  void dealt_with();
  void logged_in();

  /// Forgets all clear bytes not delivered yet, writes what waits, then the handshake; ClientSecured follows. (P021, P022)
  void upgrade(Tls const& tls);

  /// Writes what waits, then closes.
  void leave(EndedBy by, std::string reason);

  /// Closes at once.
  void drop(EndedBy by, std::string const& reason);

  /// One gathered write of what waits.
  void flush(Clock::time_point now);

  /// Written a moment ago, and nothing urgent waits: its next write is better put off a little.
  [[nodiscard]] bool may_wait(Clock::time_point now) const;

  [[nodiscard]] SessionId id() const { return id_; }
  [[nodiscard]] Address const& address() const { return address_; }
  [[nodiscard]] Standing standing() const { return standing_; }

  std::vector<flow::Topic> topics;  ///< sorted; kept here for the thread, which knows who watches what

 private:
  enum class Phase {
    greeting,   ///< TLS from the first byte: in the handshake
    upgrading,  ///< in the handshake after STARTTLS
    open,
    leaving,  ///< writes what waits and reads no more
    ended,
  };

  void when_readable();
  void when_writable();
  void on_readable();
  void on_writable();
  void shake_hands();
  void read();
  void hand_over_lines();
  void write();
  void finish();
  void discard_unread();
  void end(EndedBy by, std::string const& reason);

  Host& host_;
  Socket socket_;
  Stream stream_;
  SessionId id_;
  Address address_;
  wire::line::Cutter cutter_;
  Outbox outbox_;
  Clock::time_point written_at_{};
  std::string leaving_because_;
  EndedBy ended_by_ = EndedBy::client;
  Phase phase_ = Phase::open;
  Standing standing_ = Standing::anonymous;
  bool awaits_readable_ = false;
  bool awaits_writable_ = false;
  bool core_has_lines_ = false;  ///< delivered and not dealt with yet
  bool flush_is_due_ = false;    ///< the thread knows that something waits
  bool urgent_ = false;
};

}  // namespace crosspoint::io::net
