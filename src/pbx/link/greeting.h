#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crosspoint::pbx {

/// What the first line of an AMI connection says. (telephony 1.2)
struct Greeting {
  std::string ami;   ///< "5.0.4"
  int asterisk = 0;  ///< major version: 16 to 23, as far as AMI's own number tells
};

/// Nothing if the other side is no Asterisk. (T001)
std::optional<Greeting> read_greeting(std::string_view banner);

}  // namespace crosspoint::pbx
