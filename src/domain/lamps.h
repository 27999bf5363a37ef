#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/time.h"
#include "directory/directory.h"
#include "directory/feature_codes.h"
#include "domain/agents.h"
#include "domain/events.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

/// The lamps of programmed keys: tells the exchange what each one shows, as the state of a Custom device of the key's name,
/// whatever has changed it. (telephony 4.14) What a lamp shows is told when it changes, and of all lamps after every connection.
class Lamps {
 public:
  /// Told and not answered yet; the others wait for their turn.
  static constexpr std::size_t most_asked = 100;

  Lamps(directory::Directory const& directory, Agents const& agents, pbx::Exchange& exchange, directory::FeatureCodes codes)
      : directory_(directory), agents_(agents), exchange_(exchange), codes_(std::move(codes)) {}

  /// Something has happened that a lamp may show.
  void heed(Event const& event, Time now);

  /// The exchange is known again, or is not.
  void link_changed(pbx::LinkState state, Time now);

  void answered(pbx::Answered const& answer, Time now);

  /// Users, their keys or their services may be others.
  void reconfigured(Time now);

 private:
  struct Lamp {
    UserId user;
    directory::FunctionKey key;
    std::optional<AgentId> agent;  ///< whose state it shows
    std::optional<bool> shown;     ///< what the exchange was told last
  };

  [[nodiscard]] std::optional<AgentId> agent_of(directory::FunctionKey const& key) const;
  [[nodiscard]] bool is_lit(Lamp const& lamp) const;
  template <class Id>
  void look_at(std::multimap<Id, std::string> const& lamps, Id whose, Time now);
  void tell(Time now);

  directory::Directory const& directory_;
  Agents const& agents_;
  pbx::Exchange& exchange_;
  directory::FeatureCodes codes_;
  std::map<std::string, Lamp> lamps_;  ///< by device: "Custom:*73542***225"
  std::multimap<UserId, std::string> of_user_;
  std::multimap<AgentId, std::string> of_agent_;
  std::set<std::string> due_;  ///< to be told, if it is still news
  std::set<Token> asked_;
};

}  // namespace crosspoint::domain
