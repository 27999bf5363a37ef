#include "domain/channel_ids.h"

#include "base/text.h"

namespace crosspoint::domain {

ChannelIds::ChannelIds(std::uint64_t run) { prefix_ = "xp-" + hexadecimal(run) + "-"; }

std::string ChannelIds::next() { return prefix_ + std::to_string(++made_); }

}  // namespace crosspoint::domain
