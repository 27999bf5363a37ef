#include "io/auth/password.h"

#include <sodium.h>

#include <array>

namespace crosspoint::io::auth {
namespace {

constexpr std::size_t memory = 19 << 20;
constexpr unsigned long long passes = 2;

}  // namespace

Result<std::string> hash_password(std::string const& password) {
  if (password.size() > longest_password)
    return fail(Errc::bad_request, "a password has at most " + std::to_string(longest_password) + " bytes");
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (sodium_init() < 0 ||
      crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Errc::unavailable, "no memory to hash a password");
  return std::string(hash.data());
}

bool matches(std::string const& hash, std::string const& password) {
  return sodium_init() >= 0 && crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace crosspoint::io::auth
