#pragma once

#include <string_view>

namespace crosspoint::wire::ami {

/// Whether Asterisk takes this value of a header for just what it says: it ends no header, sets no second variable, adds no
/// argument or device, and nothing in it is evaluated. Values are made so by wire/asterisk/text.h; this is the encoder's last
/// look at them.
bool is_harmless(std::string_view action, std::string_view header, std::string_view value);

}  // namespace crosspoint::wire::ami
