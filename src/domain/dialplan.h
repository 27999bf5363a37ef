#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/wall_clock.h"
#include "directory/directory.h"
#include "directory/feature_codes.h"
#include "domain/events.h"
#include "domain/features.h"
#include "domain/incoming.h"
#include "domain/routing.h"
#include "flow/effects.h"
#include "flow/input.h"

namespace crosspoint::domain {

class AgentLogins;
class People;

/// Answers what the exchange's dialplan asks (telephony 4.13): `/user`, where a call to a user goes, `/did`, where one to a
/// number of the house goes, `/service`, `/agentcode` and `/funckey`, what a feature code that a user has dialled does, and
/// `/agent`, which phone is an agent's. A caller waits for every answer: it comes from memory, and one that has nothing to say is
/// given, too. What is asked stands in packaging/asterisk/crosspoint.conf.
class Dialplan {
 public:
  Dialplan(directory::Directory const& directory, WallClock const& wall_clock, Features& features, AgentLogins& logins,
           People const& people, RoutingSettings settings, IncomingSettings incoming, directory::FeatureCodes codes,
           Events& events, flow::Effects& effects)
      : directory_(directory),
        wall_clock_(wall_clock),
        features_(features),
        logins_(logins),
        people_(people),
        incoming_(std::move(incoming)),
        settings_(std::move(settings)),
        codes_(std::move(codes)),
        events_(events),
        effects_(effects) {}

  void asked(flow::AgiAsked const& question, Time now);

  /// Answers who has dialled a feature code (FeatureDialled) with the position it has now. By then the change is stored, or has
  /// failed and was taken back: what the user hears is true. A commit takes a few milliseconds; should one take longer than the
  /// caller may wait, the answer is too late and the user hears neither that it is on nor that it is off.
  void heed(Event const& event);

  /// Lines may have come, gone or changed their number or device in the configuration.
  void reconfigured();

 private:
  [[nodiscard]] directory::User const* user_at(std::string const& extension, std::string_view context) const;
  [[nodiscard]] directory::User const* user_of_channel(std::string_view channel) const;
  [[nodiscard]] directory::Line const* line_of_channel(std::string_view channel) const;
  void call_to_user(AgiId id, wire::agi::Request const& request, Time now);
  void call_from_outside(AgiId id, wire::agi::Request const& request);
  [[nodiscard]] wire::agi::Variables name_of_caller(wire::agi::Request const& request) const;
  void feature_code(AgiId id, wire::agi::Request const& request);
  void function_key(AgiId id, wire::agi::Request const& request, Time now);
  void call_to_agent(AgiId id, wire::agi::Request const& request);
  void agent_code(AgiId id, wire::agi::Request const& request, directory::FunctionKey const& key, Time now);
  void set(AgiId id, UserId user, Feature feature, ServiceChange change);
  void confirm(FeatureDialled const& dialled);
  void answer(AgiId id, wire::agi::Variables variables) { effects_.emplace_back(flow::AgiAnswer{id, std::move(variables)}); }
  void answer_nothing(AgiId id, wire::agi::Request const& request, std::string const& why);

  directory::Directory const& directory_;
  WallClock const& wall_clock_;  ///< for the names of recordings
  Features& features_;
  AgentLogins& logins_;
  People const& people_;
  IncomingSettings incoming_;
  RoutingSettings settings_;
  directory::FeatureCodes codes_;
  Events& events_;
  flow::Effects& effects_;
  std::unordered_map<std::string, std::vector<LineId>> lines_at_;  ///< by extension
  std::unordered_map<std::string, LineId> line_of_device_;
};

}  // namespace crosspoint::domain
