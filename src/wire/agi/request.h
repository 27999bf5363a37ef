#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace crosspoint::wire::agi {

/// What a channel in the dialplan asks: AGI(agi://127.0.0.1:5002/user,1002). (telephony 4.13)
struct Request {
  std::string script;                  ///< "user": the path, without what follows a '?'
  std::vector<std::string> arguments;  ///< "1002"
  std::string channel, uniqueid;
  std::string caller_name, caller_number;  ///< empty when Asterisk does not know them
  std::string context, extension;          ///< where in the dialplan the question stands
  std::string redirecting_number;          ///< who has sent the call on; empty when nobody has
  std::string type_of_number;              ///< of the caller's number, as Asterisk counts; empty when it does not say
  bool operator==(Request const&) const = default;
};

/// Reads the lines of a request, the empty one at its end not among them; what is not UTF-8 is replaced. Errors (bad_request): a
/// line that is not `agi_name: value`, arguments out of order, or no script.
Result<Request> parse_request(std::string_view bytes);

}  // namespace crosspoint::wire::agi
