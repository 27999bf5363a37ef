#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "wire/agi/command.h"
#include "wire/agi/request.h"
#include "wire/line/cutter.h"

namespace crosspoint::wire::agi {

/// Our side of one FastAGI connection, without its socket: the request comes in, and when its answer is known one SET VARIABLE
/// after the other goes out, each after the reply to the one before. A caller who hangs up meanwhile changes nothing: Asterisk
/// goes on replying.
class Conversation {
 public:
  static constexpr std::size_t longest_request = 16 << 10;  ///< bytes; an ordinary one has less than 1 kB
  static constexpr std::size_t longest_reply = 4 << 10;     ///< bytes of one line

  // What is to be done next.
  struct Wait {};  ///< for bytes of Asterisk, or for answer()
  struct Ask {
    Request request;
  };  ///< answer() is expected
  struct Send {
    std::string bytes;
  };
  struct End {
    std::string fault;  ///< empty: all is said
  };
  using Step = std::variant<Wait, Ask, Send, End>;

  Step received(std::string_view bytes);

  /// Call once, after Ask.
  Step answer(Variables variables);

 private:
  Step read_request(std::string_view bytes);
  Step read_replies();
  Step next_command();

  enum class Phase { request, asked, commanding } phase_ = Phase::request;
  std::string request_;  ///< as much of it as there is
  line::Cutter replies_{longest_reply};
  Variables variables_;
  std::size_t sent_ = 0;  ///< of the variables
};

}  // namespace crosspoint::wire::agi
