#pragma once

#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/application.h"
#include "sim/feed.h"
#include "sim/phone.h"

namespace crosspoint::sim {

/// The state of the simulated exchange and its elementary changes, each of which sends its event: phones with their hints,
/// channels, bridges. What a call does next is decided by an Application. One thread; time stands still during an input.
class Switch {
 public:
  Switch(Feed& feed, std::vector<Phone> phones, Time now);

  /// Counted from the epoch, so that dates are made of it: nobody sets the clock of a simulated exchange.
  [[nodiscard]] Time now() const { return now_; }
  [[nodiscard]] Time started() const { return started_; }
  [[nodiscard]] Feed& feed() { return feed_; }

  /// Lets the clock run to `now` and wakes applications whose time has come.
  void run_to(Time now);
  /// The next moment at which run_to() has something to do.
  [[nodiscard]] std::optional<Time> due() const;
  void wake(ApplicationId id, Time at) { alarms_.emplace(at, id); }

  /// Ends an input: tells each device state and hint that has changed since the last time.
  void settle();
  /// Called by settle() for every phone whose state has changed.
  void on_device(std::function<void(Phone const&)> listener) { on_device_ = std::move(listener); }
  /// Sets a device that is no phone (`Queue:blue`, `confbridge:4001`) and tells a change.
  void set_device(std::string const& device, std::string_view state);
  [[nodiscard]] std::map<std::string, std::string> const& devices() const { return devices_; }

  [[nodiscard]] std::vector<Phone>& phones() { return phones_; }
  [[nodiscard]] Phone* phone(std::string_view number);
  /// The phone has registered, unregistered or changed a call: settle() looks at its state.
  void touch(Phone& phone) { touched_.insert(&phone); }

  struct Start {
    ChannelState state = ChannelState::down;
    std::string context, exten = "s";
    std::string uniqueid;  ///< empty: made from the time
    std::string linkedid;  ///< empty: its own uniqueid
  };
  Channel& create(Phone& phone, Start start);
  [[nodiscard]] std::map<ChannelId, Channel>& channels() { return channels_; }
  [[nodiscard]] std::int64_t created() const { return channel_serial_; }  ///< channels since the start
  [[nodiscard]] Channel* find(ChannelId id);
  [[nodiscard]] Channel* find(std::string_view name);
  void set_state(Channel& channel, ChannelState state);
  void set_caller(Channel& channel, Party const& party);     ///< tells a change only
  void set_connected(Channel& channel, Party const& party);  ///< tells a change only
  void hold(Channel& channel);                               ///< its phone presses hold
  void resume(Channel& channel);
  /// Hangup: the channel is gone. It must have left its bridge.
  void remove(Channel& channel, Cause cause);
  /// An event of the call class.
  [[nodiscard]] Event event(std::string_view name) { return feed_.event(EventClass::call, name); }

  /// BridgeCreate.
  Bridge& create_bridge(Bridge kind = {});
  void enter(Bridge& bridge, Channel& channel);
  /// BridgeLeave, and BridgeDestroy with the last member.
  void leave(Channel& channel);
  [[nodiscard]] std::map<BridgeId, Bridge> const& bridges() const { return bridges_; }
  [[nodiscard]] Bridge* find(BridgeId id);
  /// The other channel of a bridge of two, or null.
  [[nodiscard]] Channel* peer(Channel const& channel);

  /// The application serves the channels given from now on.
  Application& serve(std::unique_ptr<Application> application, std::vector<Channel*> const& channels);
  [[nodiscard]] Application* application(Channel const& channel);
  /// The application has nothing left to do; it lives until the end of the input.
  void finish(Application& application);

  /// Forgets every call without a word, as a killed process would, and starts anew.
  void restart();

 private:
  void tell(Phone& phone, DeviceState state);
  [[nodiscard]] DeviceState state_of(Phone const& phone) const;

  Feed& feed_;
  Time now_, started_;
  std::vector<Phone> phones_;
  std::unordered_map<std::string, std::size_t> phone_of_;
  std::set<Phone*> touched_;
  std::map<std::string, std::string> devices_;
  std::function<void(Phone const&)> on_device_;
  std::map<ChannelId, Channel> channels_;
  std::unordered_map<std::string, ChannelId> channel_of_;
  std::map<BridgeId, Bridge> bridges_;
  std::map<ApplicationId, std::unique_ptr<Application>> applications_;
  std::vector<std::unique_ptr<Application>> finished_;
  using Alarm = std::pair<Time, ApplicationId>;
  std::priority_queue<Alarm, std::vector<Alarm>, std::greater<>> alarms_;
  std::int64_t serial_ = 0;  ///< of channels, bridges and applications
  std::int64_t channel_serial_ = 0;
};

}  // namespace crosspoint::sim
