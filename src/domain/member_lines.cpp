#include "domain/member_lines.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "base/text.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

/// What follows the prefix, which is compared without regard to case; nothing if it is another one.
std::optional<std::string_view> after(std::string_view prefix, std::string_view text) {
  if (!equal_ignoring_case(text.substr(0, prefix.size()), prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

/// Without options of a Local channel ("/n") or what a phone is to be dialled by ("/sip:...").
std::string_view up_to_slash(std::string_view text) { return text.substr(0, text.find('/')); }

}  // namespace

void MemberLines::reconfigured() {
  lines_.rebuild();
  identities_.rebuild();
  agents_.rebuild();
}

directory::Line const* MemberLines::line_of(pbx::QueueMember const& member) const {
  if (auto const* const line = of_device(member.interface)) return line;
  if (auto const* const line = line_of(member.state_interface)) return line;
  return line_of(member.interface);
}

directory::Line const* MemberLines::line_of(std::string_view interface) const {
  if (auto const hint = after("hint:", interface)) return of_extension(*hint);
  if (auto const local = after("Local/", interface)) return of_extension(up_to_slash(*local));
  for (auto const* const prefix : {"Agent:", "Agent/"})
    if (auto const number = after(prefix, interface)) return of_agent(*number);
  return of_device(interface);
}

/// Technologies are compared without regard to case, names of phones are not.
directory::Line const* MemberLines::of_device(std::string_view device) const {
  auto const slash = std::min(device.find('/'), device.size());
  if (auto const* const line = lines_.of_device(device)) return line;
  std::string name(device.substr(0, slash));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (slash < device.size()) name.append("/").append(up_to_slash(device.substr(slash + 1)));
  auto const* const line = lines_.of_device(name);
  return line ? line : identities_.named(name);
}

/// By the phones of its hint, whose context may be one that has nothing but hints; else by the line that has the number.
directory::Line const* MemberLines::of_extension(std::string_view extension) const {
  auto const at = std::min(extension.find('@'), extension.size());
  auto const number = extension.substr(0, at);
  auto const context = at < extension.size() ? extension.substr(at + 1) : std::string_view("default");
  if (auto const* const line = lines_.of_number(std::string(context), std::string(number))) return line;
  if (auto const* const hint = exchange_.model().hints.hint(std::string(number) + "@" + std::string(context)))
    for (auto const& device : hint->devices)
      if (auto const* const line = of_device(device)) return line;
  // Such as from-queue, which only leads on to where the lines are.
  return directory_.contexts.contains(std::string(context)) ? nullptr : lines_.of_number(std::string(number));
}

/// Of the phone of the agent's user.
directory::Line const* MemberLines::of_agent(std::string_view number) const {
  auto const* const agent = agents_.named("Agent/" + std::string(number));
  if (!agent) return nullptr;
  for (auto const& [id, user] : directory_.users)
    if (user.agent == agent->id) return directory_.main_line(user);
  return nullptr;
}

}  // namespace crosspoint::domain
