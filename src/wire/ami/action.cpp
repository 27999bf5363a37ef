#include "wire/ami/action.h"

#include "wire/ami/header_rules.h"
#include "wire/asterisk/text.h"

namespace crosspoint::wire::ami {
namespace {

constexpr std::size_t line_limit = 1024;
constexpr std::size_t header_limit = 128;

}  // namespace

Result<std::string> encode(Action const& action, std::string_view action_id) {
  std::string out;
  Result<> fault;
  auto const line = [&](std::string_view name, std::string_view value) {
    if (!asterisk::is_plain(name) || !is_harmless(action.name, name, value))
      fault =
          fail(Errc::bad_request, "header " + asterisk::plain(name.substr(0, 64)) + " of " + action.name +
                                      " holds what means more to Asterisk than itself: " + asterisk::plain(value.substr(0, 200)));
    if (name.size() + 2 + value.size() + 2 > line_limit)
      fault = fail(Errc::bad_request,
                   "header " + std::string(name.substr(0, 64)) + " of " + action.name + " is longer than 1024 bytes");
    out.append(name).append(": ").append(value).append("\r\n");
  };
  if (action.headers.size() + 2 > header_limit) return fail(Errc::bad_request, "more than 128 headers in " + action.name);
  line("Action", action.name);
  line("ActionID", action_id);
  for (auto const& [name, value] : action.headers) line(name, value);
  if (!fault) return tl::make_unexpected(fault.error());
  out += "\r\n";
  return out;
}

}  // namespace crosspoint::wire::ami
