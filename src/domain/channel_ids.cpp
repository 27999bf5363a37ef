#include "domain/channel_ids.h"

#include <array>
#include <charconv>

namespace crosspoint::domain {

ChannelIds::ChannelIds(std::uint64_t run) {
  std::array<char, 16> hex{};
  auto* const end = std::to_chars(hex.data(), hex.data() + hex.size(), run, 16).ptr;
  prefix_ = "xp-" + std::string(hex.data(), end) + "-";
}

std::string ChannelIds::next() { return prefix_ + std::to_string(++made_); }

}  // namespace crosspoint::domain
