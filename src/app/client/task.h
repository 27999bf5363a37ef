#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/message.h"
#include "app/client/turn.h"
#include "base/result.h"
#include "base/time.h"

namespace crosspoint::app::client {

/// Who has logged in.
struct Identity {
  std::string user;                    ///< user id
  std::vector<std::string> presences;  ///< that this user can take
};

/// What a command does once the login is complete. Knows no sockets and no clock: messages and times are handed in.
class Task {
 public:
  Task() = default;
  Task(Task const&) = delete;
  Task& operator=(Task const&) = delete;
  virtual ~Task() = default;

  virtual Turn begin(Identity const& identity, Time now) = 0;
  virtual Turn take(Message const& message, Time now) = 0;

  /// When expired() is to be called unless a message comes before; nothing: never.
  [[nodiscard]] virtual std::optional<Time> deadline() const { return std::nullopt; }
  virtual Turn expired(Time now) = 0;

  /// Whether what the user types is wanted; then each line goes to typed(), the end of input to typed_all().
  [[nodiscard]] virtual bool reads_input() const { return false; }
  virtual Turn typed(std::string_view /*line*/, Time /*now*/) { return {}; }
  virtual Turn typed_all(Time /*now*/) { return {}; }
};

/// Calls an extension: the own phone rings first. Waits for dial_success or the error. (protocol C33)
std::unique_ptr<Task> make_dial(std::string destination);
/// Takes a presence and waits for the push that confirms it. (protocol C11)
std::unique_ptr<Task> make_presence(std::string presence);
/// Ends the own call and waits until the own phone says so. (protocol C34)
std::unique_ptr<Task> make_hangup();
/// Put the own call on hold and take it back, and wait until the server shows it so. (telephony 4.3)
std::unique_ptr<Task> make_hold();
std::unique_ptr<Task> make_resume();
/// Sends the lines that are typed and prints what comes.
std::unique_ptr<Task> make_raw();
/// Prints a line for everything that changes, with names.
std::unique_ptr<Task> make_watch();
/// Prints one of the seven lists as a table, null if there is no such list. (protocol 6)
std::unique_ptr<Task> make_list(std::string const& list);

/// The task of a command line such as "dial 1002". Errors: bad_request, with what is possible.
Result<std::unique_ptr<Task>> make_task(std::string const& command, std::string const& argument);

}  // namespace crosspoint::app::client
