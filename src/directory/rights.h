#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace crosspoint::directory {

/// What may be done through the protocol. Granted per profile, checked at one place for every command (cti/commands.cpp).
enum class Right {
  none,             ///< asks for no right: every logged-in client may
  own_settings,     ///< own presence and services
  others_settings,  ///< services of other users, as far as the protocol can set them
  dial,             ///< place calls from the own line
  hang_up,          ///< end the own calls, hold and resume them
  transfer,         ///< transfer the own calls
  fax,              ///< send faxes
  own_agent,        ///< log the own agent on and off, pause it
  others_agents,    ///< the same for every agent, and which queues an agent belongs to
  listen,           ///< to the calls of agents
  supervise,        ///< statistics of queues
  switchboard,      ///< waiting calls: see, take, hold and resume them
  conference,       ///< mute the members of conference rooms
};

/// How the rights that can be granted are written in files and in the store.
inline constexpr std::array right_names{
    std::pair{std::string_view("own_settings"), Right::own_settings},
    std::pair{std::string_view("others_settings"), Right::others_settings},
    std::pair{std::string_view("dial"), Right::dial},
    std::pair{std::string_view("hang_up"), Right::hang_up},
    std::pair{std::string_view("transfer"), Right::transfer},
    std::pair{std::string_view("fax"), Right::fax},
    std::pair{std::string_view("own_agent"), Right::own_agent},
    std::pair{std::string_view("others_agents"), Right::others_agents},
    std::pair{std::string_view("listen"), Right::listen},
    std::pair{std::string_view("supervise"), Right::supervise},
    std::pair{std::string_view("switchboard"), Right::switchboard},
    std::pair{std::string_view("conference"), Right::conference},
};

}  // namespace crosspoint::directory
