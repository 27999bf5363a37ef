#pragma once

#include <string>
#include <string_view>

namespace crosspoint::pbx {

/// MD5 (RFC 1321) in lower-case hexadecimal. Only because Asterisk's login challenge asks for it; good for nothing else.
std::string md5_hex(std::string_view text);

}  // namespace crosspoint::pbx
