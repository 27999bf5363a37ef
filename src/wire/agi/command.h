#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crosspoint::wire::agi {

/// A variable to set on the channel that asks.
struct Variable {
  std::string name, value;
  bool operator==(Variable const&) const = default;
};
using Variables = std::vector<Variable>;

/// The command that sets it, with its LF. The value is made plain text first (wire/asterisk/text.h): nothing in it ends the
/// command.
std::string set_variable(Variable const& variable);

/// What Asterisk sends after the request, line by line.
enum class Reply {
  complete,    ///< the command is dealt with: carried out (200) or refused (510, 511, 520)
  incomplete,  ///< more lines follow, the last one begins with the same code and a space
  news,        ///< no answer: the caller has hung up (HANGUP), or the text between the first and the last line of an answer
};
Reply read_reply(std::string_view line);

}  // namespace crosspoint::wire::agi
