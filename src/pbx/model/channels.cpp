#include "pbx/model/channels.h"

namespace crosspoint::pbx {

Channel const* Channels::named(std::string_view name) const {
  auto const* const uniqueid = lookup(uniqueid_by_name_, name);
  return uniqueid ? find(*uniqueid) : nullptr;
}

Channel const* Channels::other_half(Channel const& half) const {
  if (!half.is_local()) return nullptr;
  auto name = half.name;
  name.back() = half.half == 1 ? '2' : '1';
  return named(name);
}

std::vector<std::string> const& Channels::of_device(std::string_view device) const {
  static std::vector<std::string> const none;
  auto const* const found = lookup(uniqueids_by_device_, device);
  return found ? *found : none;
}

Channel& Channels::add(std::string_view uniqueid, std::string_view name) {
  auto& channel = channels_[std::string(uniqueid)];
  if (channel.uniqueid.empty()) {
    channel.uniqueid = uniqueid;
    channel.name = name;
    index(channel);
  }
  return channel;
}

void Channels::rename(Channel& channel, std::string_view name) {
  if (channel.name == name) return;
  unindex(channel);
  channel.name = name;
  index(channel);
}

void Channels::remove(std::string_view uniqueid) {
  gone_.add(uniqueid, 0);
  auto const found = channels_.find(uniqueid);
  if (found == channels_.end()) return;
  unindex(found->second);
  channels_.erase(found);
}

void Channels::index(Channel& channel) {
  channel.device = device_of(channel.name);
  channel.half = half_of(channel.name);
  uniqueid_by_name_[channel.name] = channel.uniqueid;
  uniqueids_by_device_[channel.device].push_back(channel.uniqueid);
}

void Channels::unindex(Channel const& channel) {
  // A masquerade may already have given the name to another channel.
  if (auto const named = uniqueid_by_name_.find(channel.name);
      named != uniqueid_by_name_.end() && named->second == channel.uniqueid)
    uniqueid_by_name_.erase(named);
  auto const siblings = uniqueids_by_device_.find(channel.device);
  if (siblings == uniqueids_by_device_.end()) return;
  std::erase(siblings->second, channel.uniqueid);
  if (siblings->second.empty()) uniqueids_by_device_.erase(siblings);
}

}  // namespace crosspoint::pbx
