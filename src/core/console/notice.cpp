#include "core/console/notice.h"

#include <algorithm>
#include <array>

namespace crosspoint::core::console {
namespace {

bool is_object(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_element_action(std::string_view text) {
  static constexpr std::array<std::string_view, 5> actions{"add", "edit", "delete", "enable", "disable"};
  return std::ranges::find(actions, text) != actions.end();
}

/// Up to the next comma, which is taken away too.
std::string_view next_field(std::string_view& rest) {
  auto const field = rest.substr(0, rest.find(','));
  rest.remove_prefix(std::min(rest.size(), field.size() + 1));
  return field;
}

}  // namespace

Result<> check_notice(std::string_view line) {
  constexpr std::string_view begin = "xivo[";
  if (line.starts_with(begin) && line.ends_with(']')) {
    line.remove_prefix(begin.size());
    line.remove_suffix(1);
    if (line == "cticonfig,update" || line == "queuemember,update") return {};
    auto const object = next_field(line);
    auto const action = next_field(line);
    if (is_object(object) && is_element_action(action) && is_id(line)) return {};
  }
  return fail(Errc::bad_request,
              "expected xivo[OBJECT,add|edit|delete|enable|disable,ID], xivo[cticonfig,update] or xivo[queuemember,update]");
}

}  // namespace crosspoint::core::console
