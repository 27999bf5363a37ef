#pragma once

#include <optional>
#include <string>
#include <string_view>

// The text of a token, which its holder keeps: "xp_<id>_<secret>", the secret 256 random bits as 43 characters of base64url.
namespace crosspoint::io::auth {

struct TokenText {
  std::string_view id;      ///< 1 to 32 small letters and digits
  std::string_view secret;  ///< 43 characters
};

/// The parts of a text; nothing if it is no token's. Takes any bytes.
std::optional<TokenText> parse_token(std::string_view text);

/// What the store keeps of a secret: BLAKE2b of its 43 characters, in hexadecimal. A slow hash would protect it no better, since
/// nobody tries out 256 bits.
std::string digest_of(std::string_view secret);

/// Whether it is the digest of that secret; takes as long whatever it is.
bool is_digest_of(std::string_view secret, std::string const& digest);

std::string random_token_id();
std::string random_secret();

}  // namespace crosspoint::io::auth
