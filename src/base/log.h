#pragma once

#include <string>

namespace crosspoint {

enum class LogLevel { debug, info, warning, error };

/// One line for the log. The core emits it as an effect; app/ writes it. Never holds a secret.
struct Log {
  LogLevel level;
  std::string text;
  bool operator==(Log const&) const = default;
};

}  // namespace crosspoint
