#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "directory/contact.h"

namespace crosspoint::domain {

/// How much one user can keep. Lengths are in bytes.
struct ContactLimits {
  static constexpr std::size_t contacts = 10'000;
  static constexpr std::size_t size_of_all = 8 << 20;  ///< of the names and values of all contacts together
  static constexpr std::size_t favorites = 1000;
  static constexpr std::size_t fields = 40;  ///< of one contact
  static constexpr std::size_t name = 64;    ///< of a field or an id
  static constexpr std::size_t value = 1024;
};

/// Why a contact cannot be kept, in a few words that a client may show; nothing if it can.
std::optional<std::string> fault_of(directory::Contact const& contact);

/// What it counts for.
std::size_t size_of(directory::Contact const& contact);

}  // namespace crosspoint::domain
