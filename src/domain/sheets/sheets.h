#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/wall_clock.h"
#include "directory/directory.h"
#include "directory/sheet.h"
#include "domain/events_fwd.h"
#include "domain/incoming.h"
#include "domain/name_index.h"
#include "domain/sheets/call.h"
#include "pbx/notice.h"
#include "wire/agi/request.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

class People;
class Presences;

/// "2016-11-03T09:12:44" in UTC.
std::string universal_time(WallTime time);

struct SheetSettings {
  std::function<std::string(WallTime)> local_time = universal_time;  ///< as people of this place write it, in the same form
};

/// Call sheets: what is known of a call, and when a sheet of it is shown to whom. (protocol 7, telephony 5.2)
class Sheets {
 public:
  static constexpr std::size_t most_calls = 20'000;  ///< at a time; sheets of further ones are not shown

  Sheets(SheetSettings settings, IncomingSettings incoming, directory::Directory const& directory, pbx::Exchange const& exchange,
         WallClock const& wall_clock, Presences const& presences, People& people, Events& events);

  /// How sheets are made from now on.
  void configured(directory::SheetModels models);

  /// Lines or users may have come or gone in the configuration.
  void reconfigured() {
    audience_.rebuild();
    queues_.rebuild();
  }

  // What the exchange tells.
  void arrived(pbx::CallArrived const& call, Time now);
  void dial_began(pbx::DialBegan const& dial, Time now);
  void calls_changed(std::string const& device, Time now);
  void entries_changed(std::string const& queue);
  void ended(pbx::LegEnded const& leg, Time now);
  void told(pbx::UserEventTold const& event, Time now);
  void link_is_live();  ///< calls that went meanwhile are forgotten

  // What happens to a call of a queue. `caller` and `leg` are uniqueids of the waiting channel and of the member's.
  void agent_called(std::string const& queue, std::string const& member, std::string const& caller, std::string const& leg,
                    Time now);
  void agent_connected(std::string const& queue, std::string const& member, std::string const& caller, std::string const& leg,
                       Time now);
  void agent_completed(std::string const& caller, Time now);

  /// What the dialplan asks: `/did` and `/user` tell more of a call than the exchange does.
  void asked(wire::agi::Request const& request, Time now);

 private:
  using Calls = std::unordered_map<std::string, SheetCall>;

  [[nodiscard]] std::string caller_of(std::string const& uniqueid) const;
  SheetCall* open(std::string const& uniqueid);
  SheetCall* create(std::string const& uniqueid);
  void refresh(SheetCall& call, pbx::Channel const& channel) const;
  static void is_from_outside(SheetCall& call);
  void from_outside(std::string const& uniqueid, std::string const& number, Time now);
  void happens(std::string const& uniqueid, SheetMoment moment, Time now);
  void look_up(std::string const& uniqueid, SheetCall& call, Time now);
  void show(std::string const& uniqueid, SheetCall& call, SheetMoment const& moment, Time now);
  void show(SheetCall const& call, std::string const& event, directory::SheetModel const& model, std::vector<UserId> users);
  void set_queue(SheetCall& call, directory::Queue const& queue) const;
  [[nodiscard]] SheetMoment of_member(char const* event, std::string const& member) const;
  void called_by_dialplan(pbx::UserEventTold const& event, std::string const& type);

  SheetSettings settings_;
  IncomingSettings incoming_;
  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  WallClock const& wall_clock_;
  Presences const& presences_;
  People& people_;
  Events& events_;
  directory::SheetModels models_ = directory::default_sheets();
  bool show_contacts_ = false;  ///< some sheet has a db- variable: else nobody is asked who calls
  Audience audience_;
  QueueIndex queues_;
  Calls calls_;  ///< from the first that is heard of one to the end of its caller's channel
  std::unordered_map<std::string, std::string> caller_of_leg_;  ///< legs of agents who talk
};

}  // namespace crosspoint::domain
