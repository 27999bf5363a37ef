#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/exchange.h"
#include "sim/session.h"

namespace crosspoint::sim {

/// A simulated Asterisk 22: bytes of AMI links and lines of a console in, bytes and the time of the next change out. Pure, for
/// one thread; knows no sockets.
class Simulator {
 public:
  static constexpr std::size_t session_limit = 256;

  struct Options {
    Account account;
    std::size_t phones = 8;
    std::function<std::uint32_t()> draw;  ///< random numbers
  };

  Simulator(Options options, Time now);

  /// A link has been accepted; nothing if there are too many. Its greeting waits in take().
  std::optional<LinkId> open(Time now);
  void receive(LinkId link, std::string_view bytes, Time now);
  /// The link is gone.
  void close(LinkId link) { sessions_.erase(link); }

  /// The links that have something to send or are to be closed.
  [[nodiscard]] std::vector<LinkId> ready() const;
  /// What the link is to be sent now; the caller owns it from here on.
  std::string take(LinkId link);
  /// To be closed: everything it was to be sent has been taken.
  [[nodiscard]] bool over(LinkId link) const;

  /// One line of the console; one or more lines in answer, the last of which is `ok` or `error: ...`.
  std::string console(std::string_view line, Time now);
  /// The console has said `quit`.
  [[nodiscard]] bool quitting() const { return quitting_; }

  /// When tick() has something to do.
  [[nodiscard]] std::optional<Time> due() const;
  void tick(Time now);

 private:
  friend class Console;
  void publish(EventClass of, std::string_view message);
  void serve(Session& session);
  /// Cuts every link without a word.
  void drop();
  void restart();

  std::map<LinkId, Session> sessions_;  ///< before what publishes to them
  Feed feed_;
  Exchange exchange_;
  std::int64_t serial_ = 0;
  bool quitting_ = false;
};

}  // namespace crosspoint::sim
