#include "io/auth/token_text.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace crosspoint::io::auth {
namespace {

constexpr std::string_view prefix = "xp_";
constexpr std::size_t longest_id = 32;
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_length = 43;
constexpr std::string_view id_characters = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view secret_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

bool has_only(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::optional<TokenText> parse_token(std::string_view text) {
  if (!text.starts_with(prefix) || text.size() > prefix.size() + longest_id + 1 + secret_length) return std::nullopt;
  text.remove_prefix(prefix.size());
  auto const end = text.find('_');  // the first one: a secret may have some of its own
  if (end == std::string_view::npos || end == 0 || end > longest_id) return std::nullopt;
  TokenText const parts{text.substr(0, end), text.substr(end + 1)};
  if (parts.secret.size() != secret_length || !has_only(parts.id, id_characters) || !has_only(parts.secret, secret_characters))
    return std::nullopt;
  return parts;
}

std::string digest_of(std::string_view secret) {
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<unsigned char const*>(secret.data()), secret.size(), nullptr,
                     0);
  std::array<char, 2 * digest.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return hex.data();
}

bool is_digest_of(std::string_view secret, std::string const& digest) {
  auto const right = digest_of(secret);
  return digest.size() == right.size() && sodium_memcmp(digest.data(), right.data(), right.size()) == 0;
}

std::string random_token_id() {
  std::string id(10, '\0');
  std::ranges::generate(id, [] { return id_characters[randombytes_uniform(id_characters.size())]; });
  return id;
}

std::string random_secret() {
  std::array<unsigned char, secret_bytes> bits{};
  randombytes_buf(bits.data(), bits.size());
  std::array<char, secret_length + 1> text{};
  sodium_bin2base64(text.data(), text.size(), bits.data(), bits.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

}  // namespace crosspoint::io::auth
