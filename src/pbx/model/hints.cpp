#include "pbx/model/hints.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace crosspoint::pbx {
namespace {

std::vector<std::string> taken_apart(std::string_view devices) {
  std::vector<std::string> out;
  while (!devices.empty()) {
    auto const end = std::min(devices.find('&'), devices.size());
    if (end > 0) out.emplace_back(devices.substr(0, end));
    devices.remove_prefix(std::min(end + 1, devices.size()));
  }
  return out;
}

/// 0 for the extension itself, 1 for the same one in another context, 2 for any other.
int strangeness(OwnExtension const& own, std::string_view extension) {
  auto const at = std::min(extension.find('@'), extension.size());
  if (extension.substr(0, at) != own.exten) return 2;
  return extension.substr(std::min(at + 1, extension.size())) == own.context ? 0 : 1;
}

}  // namespace

int hint_status_of(std::string_view device_state) {
  struct Row {
    std::string_view state;
    int status;
  };
  static constexpr std::array<Row, 9> table{{{"NOT_INUSE", 0},
                                             {"UNKNOWN", 0},
                                             {"INUSE", 1},
                                             {"BUSY", 2},
                                             {"UNAVAILABLE", 4},
                                             {"INVALID", 4},
                                             {"RINGING", 8},
                                             {"RINGINUSE", 9},
                                             {"ONHOLD", 16}}};
  auto const* const found = std::ranges::find(table, device_state, &Row::state);
  return found == table.end() ? hint_status::unavailable : found->status;
}

Hint const* Hints::chosen(std::string_view name, Device const& device) const {
  // The hint of the line's own extension, wherever it speaks of more devices; it may stand in a context that is for hints alone.
  // A phone may also be part of a group's hint: the one that speaks of the fewest devices is the phone's. Then by name, so that
  // the choice does not depend on the order of events.
  auto const* const own = lookup(lines_, name);
  Hint const* best = nullptr;
  std::tuple<int, std::size_t, std::string_view> best_rank;
  for (auto const& extension : device.hints) {
    auto const* const hint = lookup(hints_, extension);
    if (!hint) continue;
    std::tuple const rank(own ? strangeness(*own, extension) : 0, hint->devices.size(), std::string_view(extension));
    if (best && best_rank <= rank) continue;
    best = hint;
    best_rank = rank;
  }
  return best;
}

std::vector<std::string> Hints::know_lines(Table<OwnExtension> lines) {
  std::vector<std::string> other;
  auto const differs = [](Table<OwnExtension> const& all, std::string const& device, OwnExtension const& own) {
    auto const* const found = lookup(all, device);
    return !found || *found != own;
  };
  for (auto const& [device, own] : lines)
    if (differs(lines_, device, own)) other.push_back(device);
  for (auto const& [device, own] : lines_)
    if (!lines.contains(device)) other.push_back(device);
  lines_ = std::move(lines);
  return other;
}

int Hints::status(std::string_view name) const {
  auto const* const device = lookup(devices_, name);
  if (!device) return hint_status::unavailable;
  if (auto const* const hint = chosen(name, *device)) return hint->status;
  return device->own.value_or(hint_status::unavailable);
}

Hint& Hints::define(std::string_view extension, std::string_view devices) {
  auto& hint = obtain(hints_, extension);
  auto wanted = taken_apart(devices);
  if (hint.devices == wanted) return hint;
  std::string const name(extension);
  leave(name, hint);
  hint.devices = std::move(wanted);
  for (auto const& device : hint.devices) {
    auto& extensions = obtain(devices_, device).hints;
    if (std::ranges::find(extensions, name) == extensions.end()) extensions.push_back(name);
  }
  return hint;
}

void Hints::remove(std::string_view extension) {
  auto const found = hints_.find(extension);
  if (found == hints_.end()) return;
  leave(found->first, found->second);
  hints_.erase(found);
}

void Hints::leave(std::string const& extension, Hint const& hint) {
  for (auto const& name : hint.devices) {
    if (auto* const device = lookup(devices_, name)) std::erase(device->hints, extension);
    drop_if_empty(name);
  }
}

Device& Hints::set_state(std::string_view name, int status) {
  auto& device = obtain(devices_, name);
  device.own = status;
  return device;
}

void Hints::forget_state(std::string_view name) {
  if (auto* const device = lookup(devices_, name)) device->own.reset();
  drop_if_empty(name);
}

void Hints::drop_if_empty(std::string_view name) {
  auto const found = devices_.find(name);
  if (found != devices_.end() && found->second.hints.empty() && !found->second.own) devices_.erase(found);
}

}  // namespace crosspoint::pbx
