#include "cti/call_mark.h"

#include "base/text.h"

namespace crosspoint::cti {

std::string id_of(flow::CallMark const& mark) {
  return std::to_string(mark.started.time_since_epoch().count()) + "." + std::to_string(mark.number);
}

std::optional<flow::CallMark> call_mark(std::string_view id) {
  auto const point = id.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  auto const started = to_integer(id.substr(0, point)), number = to_integer(id.substr(point + 1));
  if (!started || !number) return std::nullopt;
  return flow::CallMark{WallTime(Duration(*started)), *number};
}

}  // namespace crosspoint::cti
