// One piece: whatever comes, is written or ends looks at the same few flags.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "io/net/gate.h"
#include "io/net/host.h"
#include "io/net/intake.h"
#include "io/net/outbox.h"
#include "io/net/stream.h"

namespace crosspoint::io::net {

/// A socket of which its thread's loop says when it is ready. The reading and writing is Stream's.
using Socket = boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type>;

class Connection;
using ConnectionPtr = boost::intrusive_ptr<Connection>;

/// One client: its socket, the message it is in the middle of, its outbox. Lives on one network thread and knows nothing of other
/// clients, of topics or of what messages mean. Reads only while the core has dealt with all it was given.
class Connection : public boost::intrusive_ref_counter<Connection, boost::thread_unsafe_counter> {
 public:
  using Clock = std::chrono::steady_clock;

  using CloseCode = wire::websocket::CloseCode;

  Connection(Host& host, Socket socket, SessionId id, Address address, Framing framing);

  /// Starts to read; with `tls` after its handshake.
  void start(TlsSession tls);

  /// Starts with what somebody else has read of it already, in clear or through `tls`, whose handshake is done.
  void start_after(std::string_view begun, TlsSession tls);

  enum class Urgency {
    at_once,   ///< a reply: somebody waits for it
    can_wait,  ///< a push: may share a write with those of the next moment
  };
  void send(FramePtr frame, Urgency urgency);

  void dealt_with();
  void logged_in();

  /// Forgets all clear bytes not delivered yet, writes what waits, then the handshake; ClientSecured follows. (P021, P022)
  void upgrade(Tls const& tls);

  /// Writes what waits, then closes; a WebSocket when its client has answered to the code.
  void leave(EndedBy by, std::string reason, CloseCode code);

  /// Closes at once.
  void drop(EndedBy by, std::string const& reason);

  /// One gathered write of what waits.
  void flush(Clock::time_point now);

  /// Somebody waits for what waits here.
  [[nodiscard]] bool is_urgent() const { return urgent_; }
  /// Written a moment ago: its next write is better put off a little, if it isn't urgent.
  [[nodiscard]] bool may_wait(Clock::time_point now) const;

  /// For a WebSocket, from time to time: leaves a client from which nothing has come since the last call, and asks any other
  /// whether it is there.
  void check_alive();

  [[nodiscard]] flow::ClientClosed::How farewell() const { return farewell_; }

  [[nodiscard]] Framing framing() const { return intake_.framing(); }
  [[nodiscard]] Outbox const& outbox() const { return outbox_; }
  [[nodiscard]] SessionId id() const { return id_; }
  [[nodiscard]] Address const& address() const { return address_; }
  [[nodiscard]] Standing standing() const { return standing_; }

  // Kept here for the thread, which knows who watches what:
  std::vector<flow::Topic> topics;  ///< sorted
  flow::ListSet lists = flow::every_list;
  bool numbered = false;

 private:
  enum class Phase {
    greeting,   ///< TLS from the first byte: in the handshake
    upgrading,  ///< in the handshake after STARTTLS
    open,
    leaving,  ///< writes what waits; nothing that still comes is handed out
    ended,
  };

  void when_readable();
  void when_writable();
  void on_readable();
  void on_writable();
  void shake_hands();
  void read();
  void hand_over();
  void write();
  void await_close();
  void conclude();
  void finish();
  void discard_unread();
  void end(EndedBy by, std::string const& reason);

  Host& host_;
  Socket socket_;
  Stream stream_;
  SessionId id_;
  Address address_;
  Intake intake_;
  Outbox outbox_;
  Clock::time_point written_at_{};
  std::string leaving_because_;
  EndedBy ended_by_ = EndedBy::client;
  Phase phase_ = Phase::open;
  Standing standing_ = Standing::anonymous;
  bool awaits_readable_ = false, awaits_writable_ = false;
  bool core_has_messages_ = false;  ///< delivered and not dealt with yet
  bool flush_is_due_ = false;       ///< the thread knows that something waits
  bool urgent_ = false;
  bool peer_has_closed_ = false;  ///< nothing more will come
  flow::ClientClosed::How farewell_ = flow::ClientClosed::How::lost;
  bool lives_ = true;  ///< something has come since the last check
};

}  // namespace crosspoint::io::net
