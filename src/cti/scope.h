#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crosspoint::cti {

/// Who is looking: with context separation only the elements of one context are seen. (protocol 6.9)
struct Scope {
  std::optional<std::string> context;  ///< nothing: no separation; empty: a user without line, who sees no element

  [[nodiscard]] bool shows(std::string_view element_context) const {
    return !context || (!context->empty() && *context == element_context);
  }
};

}  // namespace crosspoint::cti
