#include "session/wishes.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace crosspoint::session {
namespace {

using cti::Extension;

constexpr std::chrono::seconds longest_linger{30};

constexpr std::array known{std::pair<std::string_view, Extension>{"seq", Extension::seq},
                           std::pair<std::string_view, Extension>{"all", Extension::seq},
                           std::pair<std::string_view, Extension>{"watch", Extension::seq},
                           std::pair<std::string_view, Extension>{"calls", Extension::calls},
                           std::pair<std::string_view, Extension>{"history", Extension::history}};

}  // namespace

Wishes wishes_of(boost::json::object const& request) {
  Wishes wishes;
  auto const* const asked = request.if_contains("extensions");
  auto const* const names = asked ? asked->if_array() : nullptr;
  if (names)
    for (auto const& [name, extension] : known) {
      if (std::ranges::find(*names, boost::json::value(boost::json::string_view(name.data(), name.size()))) == names->end())
        continue;
      wishes.extensions.add(extension);
      wishes.names.emplace_back(boost::json::string_view(name.data(), name.size()));
    }
  auto const* const linger = request.if_contains("linger");
  auto const* const seconds = linger ? linger->if_int64() : nullptr;
  if (seconds) wishes.linger = std::clamp(std::chrono::seconds(*seconds), std::chrono::seconds(0), longest_linger);
  return wishes;
}

}  // namespace crosspoint::session
