#pragma once

#include <cstdint>

namespace crosspoint::cti {

/// What a session may ask for beyond protocol 2.2. (docs/protocol/extensions.md)
enum class Extension : std::uint8_t { seq, calls, history };

/// Those that a session has asked for.
struct Extensions {
  std::uint8_t bits = 0;

  [[nodiscard]] constexpr bool has(Extension one) const { return (bits & bit(one)) != 0; }
  constexpr void add(Extension one) { bits = static_cast<std::uint8_t>(bits | bit(one)); }
  bool operator==(Extensions const&) const = default;

 private:
  static constexpr unsigned bit(Extension one) { return 1U << static_cast<unsigned>(one); }
};

}  // namespace crosspoint::cti
