#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace crosspoint::io::auth {

/// In bytes.
inline constexpr std::size_t longest_password = 1024;

/// Argon2id with 19 MiB and 2 passes, in the usual text form with salt and parameters: some 20 ms. Errors: bad_request,
/// the password is longer than longest_password; unavailable, no memory.
Result<std::string> hash_password(std::string const& password);

/// Whether the password is the one that was hashed; as slow as hashing.
bool matches(std::string const& hash, std::string const& password);

}  // namespace crosspoint::io::auth
