#include "domain/lines.h"

#include "domain/events.h"

namespace crosspoint::domain {

void Lines::device_changed(std::string_view device, int status, std::optional<Time> since) {
  std::string const name(device);
  devices_.insert_or_assign(name, Device{status, since});
  auto const found = lines_of_.find(name);
  if (found == lines_of_.end()) return;
  for (auto const line : found->second) events_.emplace_back(LineStateChanged{line});
}

int Lines::status(directory::Line const& line) const {
  auto const found = devices_.find(line.device());
  return found == devices_.end() ? unknown : found->second.status;
}

std::optional<Time> Lines::since(directory::Line const& line) const {
  auto const found = devices_.find(line.device());
  return found == devices_.end() ? std::nullopt : found->second.since;
}

void Lines::reconfigured() {
  lines_of_.clear();
  for (auto const& [id, line] : directory_.lines) lines_of_[line.device()].push_back(id);
}

}  // namespace crosspoint::domain
