#include "wire/ami/header_rules.h"

#include <algorithm>
#include <array>

#include "wire/asterisk/text.h"

namespace crosspoint::wire::ami {
namespace {

using Rule = bool (*)(std::string_view value);

/// A place in the dialplan: `h`, `s`, `*98`, `crosspoint-hold`.
bool is_place(std::string_view value) {
  return asterisk::is_argument(value) && value.find_first_of("/@;: ") == std::string_view::npos;
}

/// A channel, a device or a conference. What begins with a slash is a regular expression for Hangup.
bool is_channel(std::string_view value) { return !value.starts_with('/') && asterisk::is_argument(value); }

struct HeaderRule {
  std::string_view header;
  Rule rule;
};

constexpr std::array rules{
    HeaderRule{"Channel", is_channel},
    HeaderRule{"ExtraChannel", is_channel},
    HeaderRule{"Channel1", is_channel},
    HeaderRule{"Channel2", is_channel},
    HeaderRule{"ChannelId", is_channel},
    HeaderRule{"Interface", is_channel},
    HeaderRule{"StateInterface", is_channel},
    HeaderRule{"Conference", is_channel},
    HeaderRule{"Context", is_place},
    HeaderRule{"ExtraContext", is_place},
    HeaderRule{"Exten", is_place},
    HeaderRule{"ExtraExten", is_place},
    HeaderRule{"Application", is_place},
    HeaderRule{"Data", asterisk::is_arguments},
    HeaderRule{"CallerID", asterisk::is_caller_id},
    HeaderRule{"Value", asterisk::is_arguments},  // of a variable that the dialplan uses as an argument
    HeaderRule{"Variable", asterisk::is_variable},
};

}  // namespace

bool is_harmless(std::string_view action, std::string_view header, std::string_view value) {
  if (header == "Variable" && (action == "Getvar" || action == "Setvar")) return asterisk::is_variable_name(value);
  auto const* const found = std::ranges::find(rules, header, &HeaderRule::header);
  return found == rules.end() ? asterisk::is_plain(value) : found->rule(value);
}

}  // namespace crosspoint::wire::ami
