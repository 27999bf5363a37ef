#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/client/task.h"
#include "app/client/turn.h"
#include "base/time.h"

namespace crosspoint::app::client {

struct Credentials {
  std::string login, password;
};

/// How the connection is protected.
enum class Protection {
  none,      ///< in clear; an offer of STARTTLS is not taken
  starttls,  ///< by the offer that the server makes first (protocol 1.5)
  tls,       ///< from the first byte: nothing to do here
};

/// The whole life of a client: STARTTLS, the three steps of the login (protocol 3), then one task. Knows no sockets and no clock;
/// the caller carries out each Turn before the next call, and ends with the first that holds an ending.
class Conversation {
 public:
  Conversation(Credentials credentials, Protection protection, std::unique_ptr<Task> task)
      : credentials_(std::move(credentials)), protection_(protection), task_(std::move(task)) {}

  Turn begin(Time now);
  Turn secured(Time now);                          ///< the TLS handshake has succeeded
  Turn received(std::string_view line, Time now);  ///< one line of the server, without its LF
  Turn closed();                                   ///< the server has ended the connection
  Turn typed(std::string_view line, Time now);
  Turn typed_all(Time now);

  /// When expired() is to be called, unless something else happens before.
  [[nodiscard]] std::optional<Time> deadline() const;
  Turn expired(Time now);

  [[nodiscard]] bool reads_input() const { return step_ == Step::working && task_->reads_input(); }

 private:
  enum class Step { offer, confirmation, handshake, id, pass, capas, working };

  Turn log_in(Time now);
  Turn take_starttls(Message const& message);
  Turn take_login(Message const& message, Time now);
  Turn take_capas(Message const& message, Time now);

  Credentials credentials_;
  Protection protection_;
  std::unique_ptr<Task> task_;
  Step step_ = Step::id;
  Time give_up_at_{};
};

}  // namespace crosspoint::app::client
