#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "flow/effects.h"
#include "pbx/link/greeting.h"
#include "pbx/settings.h"
#include "wire/ami/action.h"
#include "wire/ami/cutter.h"

namespace crosspoint::pbx {

/// One AMI connection: greeting, login, the actions that wait for an answer, and the watch over silence. It knows nothing of what
/// events and answers mean. What it finds wrong it says with fault(); its owner closes it. (telephony 1.2 to 1.5)
class Connection {
 public:
  static constexpr std::size_t most_pending = 1000;  ///< actions without answer; further ones are refused
  static constexpr Duration login_time{10'000'000};  ///< from the attempt to connect to the accepted login

  enum class Use { login, list, command };

  /// An action that waits for its answer.
  struct Pending {
    std::uint64_t id = 0;  ///< its ActionID is "x" and this number
    Use use = Use::login;
    std::string action;
    Time due{};
  };

  struct Incoming {
    enum class Kind { ready, answer, event } kind;  ///< ready: the login is accepted; it comes without message
    wire::ami::Message const* message = nullptr;    ///< valid until the next call
    Pending pending{};                              ///< what is answered
  };

  /// `ids` counts the actions of both connections, so that no ActionID occurs twice.
  Connection(flow::AmiLink link, Settings const& settings, std::uint64_t& ids, flow::Effects& effects)
      : link_(link), settings_(settings), ids_(ids), effects_(effects) {}

  void open(Time now);
  void connected(Time now);
  void feed(std::string_view bytes, Time now);
  [[nodiscard]] std::optional<Incoming> next(Time now);

  /// Closes it if it is open. Nobody answers its pending actions any more.
  void close();
  /// The other side has closed it.
  void closed();

  /// Errors: unavailable before the login and when too many actions wait; bad_request as wire::ami::encode.
  Result<std::uint64_t> send(wire::ami::Action const& action, Use use, Time now);

  /// Sends a Ping when it is time to. Returns the actions that have waited too long.
  std::vector<Pending> tick(Time now);
  [[nodiscard]] Time deadline() const;

  /// Takes all actions without answer.
  std::vector<Pending> abandon();

  [[nodiscard]] bool is_open() const { return state_ != State::closed; }
  [[nodiscard]] bool is_ready() const { return state_ == State::ready; }
  [[nodiscard]] Greeting const& greeting() const { return greeting_; }

  /// Why this connection is of no use, or empty.
  [[nodiscard]] std::string const& fault() const { return fault_; }

 private:
  enum class State { closed, opening, greeting, logging_in, ready };

  void greet(Time now);
  void log_in(std::vector<std::pair<std::string, std::string>> proof, Time now);
  bool login_answered(wire::ami::Message const& message, std::string const& action, Time now);
  std::optional<Pending> take(wire::ami::Message const& answer);
  Result<std::uint64_t> write(wire::ami::Action const& action, Use use, Time now);

  flow::AmiLink link_;
  Settings const& settings_;
  std::uint64_t& ids_;
  flow::Effects& effects_;
  State state_ = State::closed;
  wire::ami::Cutter cutter_;
  Greeting greeting_;
  std::map<std::uint64_t, Pending> pending_;
  Time opened_{}, heard_{};
  std::optional<Time> pinged_;
  std::string fault_;
};

}  // namespace crosspoint::pbx
