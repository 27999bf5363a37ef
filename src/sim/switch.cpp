#include "sim/switch.h"

#include <algorithm>
#include <utility>

namespace crosspoint::sim {
namespace {

constexpr std::string_view hex = "0123456789abcdef";

/// A number in hexadecimal, eight digits.
std::string hex8(std::int64_t value) {
  std::string text(8, '0');
  for (auto i = text.size(); i-- > 0; value >>= 4) text[i] = hex[static_cast<std::size_t>(value & 15)];
  return text;
}

/// Looks like the UUIDs of Asterisk's bridges, and differs between two starts.
std::string bridge_name(std::int64_t serial, Time started) {
  auto const epoch = hex8(started.time_since_epoch().count());
  return hex8(serial) + "-5150-4000-8000-" + epoch + epoch.substr(0, 4);
}

}  // namespace

Switch::Switch(Feed& feed, std::vector<Phone> phones, Time now)
    : feed_(feed), now_(now), started_(now), phones_(std::move(phones)) {
  for (std::size_t i = 0; i < phones_.size(); ++i) phone_of_[phones_[i].number] = i;
}

void Switch::run_to(Time now) {
  now_ = std::max(now_, now);
  while (!alarms_.empty() && alarms_.top().first <= now_) {
    auto const found = applications_.find(alarms_.top().second);
    alarms_.pop();
    if (found != applications_.end()) found->second->woken();
  }
}

std::optional<Time> Switch::due() const { return alarms_.empty() ? std::nullopt : std::optional(alarms_.top().first); }

void Switch::settle() {
  finished_.clear();
  for (auto* const phone : std::exchange(touched_, {}))
    if (auto const state = state_of(*phone); state != phone->state) tell(*phone, state);
}

void Switch::tell(Phone& phone, DeviceState state) {
  phone.state = state;
  event("ExtensionStatus")
      .add("Exten", phone.number)
      .add("Context", phone.context)
      .add("Hint", phone.device())
      .add("Status", hint_of(state))
      .add("StatusText", hint_text_of(state));
  event("DeviceStateChange").add("Device", phone.device()).add("State", text_of(state));
  if (on_device_) on_device_(phone);
}

DeviceState Switch::state_of(Phone const& phone) const {
  auto ringing = false, used = false, held = false;
  for (auto const id : phone.channels) {
    auto const& channel = channels_.at(id);
    if (channel.state == ChannelState::ringing) ringing = true;
    else if (channel.state != ChannelState::down) (channel.held ? held : used) = true;
  }
  if (ringing) return used || held ? DeviceState::ring_in_use : DeviceState::ringing;
  if (used) return DeviceState::in_use;
  if (held) return DeviceState::on_hold;
  return phone.registered ? DeviceState::not_in_use : DeviceState::unavailable;
}

void Switch::set_device(std::string const& device, std::string_view state) {
  auto& known = devices_[device];
  if (known == state) return;
  known = state;
  event("DeviceStateChange").add("Device", device).add("State", state);
}

Phone* Switch::phone(std::string_view number) {
  auto const found = phone_of_.find(std::string(number));
  return found == phone_of_.end() ? nullptr : &phones_[found->second];
}

Channel& Switch::create(Phone& phone, Start start) {
  ChannelId const id{++serial_};
  auto& channel = channels_[id];
  channel.id = id;
  channel.name = phone.device() + "-" + hex8(channel_serial_);
  channel.phone = phone.number;
  channel.state = start.state;
  channel.caller = phone.party();
  channel.context = std::move(start.context);
  channel.exten = std::move(start.exten);
  auto const seconds = std::chrono::floor<std::chrono::seconds>(now_).time_since_epoch().count();
  channel.uniqueid = start.uniqueid.empty() ? std::to_string(seconds) + "." + std::to_string(channel_serial_) : start.uniqueid;
  channel.linkedid = start.linkedid.empty() ? channel.uniqueid : start.linkedid;
  channel.created = now_;
  ++channel_serial_;
  channel_of_[channel.name] = id;
  phone.channels.push_back(id);
  touch(phone);
  event("Newchannel").with(channel);
  return channel;
}

Channel* Switch::find(ChannelId id) {
  auto const found = channels_.find(id);
  return found == channels_.end() ? nullptr : &found->second;
}

Channel* Switch::find(std::string_view name) {
  auto const found = channel_of_.find(std::string(name));
  return found == channel_of_.end() ? nullptr : find(found->second);
}

void Switch::set_state(Channel& channel, ChannelState state) {
  channel.state = state;
  if (state == ChannelState::up) channel.answered = now_;
  touch(*phone(channel.phone));
  event("Newstate").with(channel);
}

void Switch::set_caller(Channel& channel, Party const& party) {
  if (channel.caller == party) return;
  channel.caller = party;
  event("NewCallerid").with(channel).add("CID-CallingPres", "0 (Presentation Allowed, Not Screened)");
}

void Switch::set_connected(Channel& channel, Party const& party) {
  if (channel.connected == party) return;
  channel.connected = party;
  event("NewConnectedLine").with(channel);
}

void Switch::hold(Channel& channel) {
  channel.holding = true;
  event("Hold").with(channel).add("MusicClass", "default");
  if (auto* const other = peer(channel)) {
    other->held = true;
    event("MusicOnHoldStart").with(*other).add("Class", "default");
    touch(*phone(other->phone));
  }
}

void Switch::resume(Channel& channel) {
  channel.holding = false;
  event("Unhold").with(channel);
  if (auto* const other = peer(channel); other && other->held) {
    other->held = false;
    event("MusicOnHoldStop").with(*other);
    touch(*phone(other->phone));
  }
}

void Switch::remove(Channel& channel, Cause cause) {
  event("Hangup").with(channel).with(cause);
  auto& owner = *phone(channel.phone);
  std::erase(owner.channels, channel.id);
  touch(owner);
  channel_of_.erase(channel.name);
  channels_.erase(channel.id);
}

Bridge& Switch::create_bridge(Bridge kind) {
  kind.id = {++serial_};
  kind.uniqueid = bridge_name(serial_, started_);
  auto& bridge = bridges_[kind.id] = std::move(kind);
  event("BridgeCreate").with(bridge);
  return bridge;
}

void Switch::enter(Bridge& bridge, Channel& channel) {
  bridge.members.push_back(channel.id);
  channel.bridge = bridge.id;
  event("BridgeEnter").with(bridge).with(channel);
}

void Switch::leave(Channel& channel) {
  auto* const bridge = find(channel.bridge);
  if (!bridge) return;
  if (std::exchange(channel.held, false)) {
    event("MusicOnHoldStop").with(channel);
    touch(*phone(channel.phone));
  }
  channel.holding = false;
  channel.bridge = {};
  std::erase(bridge->members, channel.id);
  event("BridgeLeave").with(*bridge).with(channel);
  if (!bridge->members.empty()) return;
  bridge->unseen = 0;
  event("BridgeDestroy").with(*bridge);
  bridges_.erase(bridge->id);
}

Bridge* Switch::find(BridgeId id) {
  auto const found = bridges_.find(id);
  return found == bridges_.end() ? nullptr : &found->second;
}

Channel* Switch::peer(Channel const& channel) {
  auto const* const bridge = find(channel.bridge);
  if (!bridge || bridge->members.size() != 2 || bridge->type != "basic") return nullptr;
  return find(bridge->members[bridge->members[0] == channel.id ? 1 : 0]);
}

Application& Switch::serve(std::unique_ptr<Application> application, std::vector<Channel*> const& channels) {
  application->id = {++serial_};
  for (auto* const channel : channels) channel->served_by = application->id;
  return *(applications_[application->id] = std::move(application));
}

Application* Switch::application(Channel const& channel) {
  auto const found = applications_.find(channel.served_by);
  return found == applications_.end() ? nullptr : found->second.get();
}

void Switch::finish(Application& application) {
  auto const found = applications_.find(application.id);
  if (found == applications_.end()) return;
  finished_.push_back(std::move(found->second));
  applications_.erase(found);
}

void Switch::restart() {
  // CoreStatus tells whole seconds: two starts must differ there.
  started_ = std::max(now_, started_ + std::chrono::seconds(1));
  alarms_ = {};
  applications_.clear();
  channels_.clear();
  channel_of_.clear();
  bridges_.clear();
  devices_.clear();
  channel_serial_ = 0;
  for (auto& phone : phones_) {
    phone.channels.clear();
    phone.state = state_of(phone);
  }
}

}  // namespace crosspoint::sim
