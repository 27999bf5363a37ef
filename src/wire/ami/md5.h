#pragma once

#include <string>
#include <string_view>

namespace crosspoint::wire::ami {

/// The MD5 of a text as 32 hexadecimal digits: what a login with AuthType MD5 proves its secret with, and nothing else.
std::string md5_hex(std::string_view text);

}  // namespace crosspoint::wire::ami
