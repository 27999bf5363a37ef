#include "pbx/changes.h"

#include <algorithm>
#include <functional>

namespace crosspoint::pbx {
namespace {

/// Naming a thing twice costs a little; looking through thousands of names, as after a lost link, would cost more.
void remember(std::vector<std::string>& names, std::string_view name) {
  static constexpr std::size_t few = 16;
  if (names.size() > few || std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

/// A fingerprint of everything that Call shows.
class Digest {
 public:
  Digest& operator<<(std::uint64_t value) {
    value_ = (value_ ^ value) * 0x9E3779B97F4A7C15U;
    value_ ^= value_ >> 29;
    return *this;
  }
  Digest& operator<<(std::string_view text) { return *this << static_cast<std::uint64_t>(std::hash<std::string_view>{}(text)); }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

bool is_call(Channel const& channel) {
  return channel.state == ChannelState::ring || channel.state == ChannelState::ringing || channel.state == ChannelState::up;
}

/// 0: no calls.
std::uint64_t digest_of_calls(Model const& model, std::string_view device) {
  Digest digest;
  for (auto const& uniqueid : model.channels.of_device(device)) {
    auto const* const channel = model.channels.find(uniqueid);
    if (!channel || !is_call(*channel)) continue;
    auto const& party = channel->peer.uniqueid.empty() ? channel->connected : channel->peer.party;
    auto const since = channel->talking_since ? channel->talking_since->time_since_epoch().count() : 0;
    digest << uniqueid << static_cast<std::uint64_t>(channel->state) << static_cast<std::uint64_t>(channel->role)
           << static_cast<std::uint64_t>(channel->on_hold) << static_cast<std::uint64_t>(dials(*channel))
           << channel->peer.uniqueid << channel->peer.device << party.name << party.number << static_cast<std::uint64_t>(since)
           << 1;
  }
  return digest.value();
}

}  // namespace

void Changes::touch_calls(std::string_view device) { remember(calls_, device); }
void Changes::touch_device(std::string_view device) { remember(devices_, device); }
void Changes::touch_entries(std::string_view queue) {
  if (std::ranges::find(entries_, queue) == entries_.end()) entries_.emplace_back(queue);
}

void Changes::settle(Model const& model) {
  for (auto const& device : devices_) {
    auto const status = model.device_status(device);
    auto const told = status_told_.find(device);
    if (status == (told == status_told_.end() ? hint_status::unavailable : told->second)) continue;
    if (status == hint_status::unavailable) status_told_.erase(told);
    else status_told_.insert_or_assign(device, status);
    notices_.emplace_back(DeviceChanged{device, status});
  }
  devices_.clear();
  for (auto const& device : calls_) {
    auto const digest = digest_of_calls(model, device);
    auto const told = calls_told_.find(device);
    if (digest == (told == calls_told_.end() ? 0 : told->second)) continue;
    if (digest == 0) calls_told_.erase(told);
    else calls_told_.insert_or_assign(device, digest);
    notices_.emplace_back(CallsChanged{device});
  }
  calls_.clear();
  for (auto& name : entries_) {
    auto const* const queue = model.queue(name);
    auto const is_asked_for = queue && queue->suspect;  // its entries are touched again when Asterisk has answered
    if (!is_asked_for) notices_.emplace_back(EntriesChanged{std::move(name)});
  }
  entries_.clear();
}

}  // namespace crosspoint::pbx
