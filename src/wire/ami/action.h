#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace crosspoint::wire::ami {

/// An AMI action before it is written. Header names may repeat (Variable).
struct Action {
  std::string name;
  std::vector<std::pair<std::string, std::string>> headers;
  bool operator==(Action const&) const = default;
};

/// The bytes of an action with its ActionID. Refused with bad_request: a value that means more to Asterisk than itself
/// (header_rules.h), a header line over 1024 bytes, more than 128 headers: nothing that a client has typed or a caller has sent
/// can end a header, set a variable or be evaluated. (telephony 1.4, T015, T016)
Result<std::string> encode(Action const& action, std::string_view action_id);

}  // namespace crosspoint::wire::ami
