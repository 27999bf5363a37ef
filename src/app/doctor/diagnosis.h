#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace crosspoint::app::doctor {

/// What was found out about a manager account.
struct Facts {
  std::string account;
  std::set<std::string> commands;                       ///< actions it may use and whose module is loaded (ListCommands)
  std::set<std::string> events;                         ///< names of the events that came while we listened
  bool asks_us = false;                                 ///< the dialplan has Crosspoint's include
  bool has_places = false;                              ///< that include is as new as this program
  std::string agi_url;                                  ///< where that include asks: "agi://127.0.0.1:5002"
  bool heard_itself = false;                            ///< its own UserEvent came back
  bool may_read_files = false;                          ///< GetConfig works, so the two below are what manager.conf says
  std::map<std::string, std::string> general, section;  ///< of manager.conf; without the secret
};

struct Finding {
  enum class Kind {
    missing,  ///< something will not work
    advice,   ///< it works, but not as well as it could
  };
  Kind kind;
  std::string text;    ///< what is wrong and what follows from it
  std::string remedy;  ///< the lines to add, or what to do
  bool operator==(Finding const&) const = default;
};

/// What an exchange lacks for Crosspoint, and how to mend it. Nothing: all is well. (telephony 1.1, T027)
std::vector<Finding> diagnose(Facts const& facts);

}  // namespace crosspoint::app::doctor
