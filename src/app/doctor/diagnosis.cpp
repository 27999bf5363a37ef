#include "app/doctor/diagnosis.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace crosspoint::app::doctor {
namespace {

struct Need {
  std::string_view action, right, module, purpose;
};

/// The right is one of `write` in manager.conf; none where every account may.
constexpr std::array needs{
    Need{"CoreShowChannels", "reporting", "", "knowing the calls that were there before"},
    Need{"CoreSettings", "reporting", "", "telling the version"},
    Need{"CoreStatus", "reporting", "", "noticing a restart"},
    Need{"BridgeList", "", "", "knowing who talks to whom"},
    Need{"ExtensionStateList", "call", "", "the state of lines"},
    Need{"DeviceStateList", "call", "res_manager_devicestate", "the state of lines without hint"},
    Need{"QueueStatus", "", "app_queue", "queues and their members"},
    Need{"QueueSummary", "", "app_queue", "the expected wait in queues"},
    Need{"QueueAdd", "agent", "app_queue", "logging agents on"},
    Need{"QueueRemove", "agent", "app_queue", "logging agents off"},
    Need{"QueuePause", "agent", "app_queue", "pausing agents"},
    Need{"VoicemailUsersList", "call", "app_voicemail", "counting voicemail messages"},
    Need{"ConfbridgeListRooms", "reporting", "app_confbridge", "conference rooms"},
    Need{"ParkedCalls", "call", "res_parking", "parked calls"},
    Need{"Originate", "originate", "", "placing calls"},
    Need{"Hangup", "call", "", "ending calls"},
    Need{"Redirect", "call", "", "attended transfers, holding calls"},
    Need{"BlindTransfer", "call", "", "transferring calls"},
    Need{"Bridge", "call", "", "completing attended transfers"},
    Need{"Getvar", "call", "", "asking whether an extension exists"},
    Need{"Setvar", "call", "", "device states of keys"},
    Need{"UserEvent", "user", "", "telling the dialplan"},
};

/// Useful, and worth doing without where an account must not read configuration files.
constexpr std::array optional_needs{
    Need{"PJSIPShowContacts", "system", "res_pjsip", "seeing who is registered; without it the state of the device has to do"},
    Need{"GetConfig", "system", "",
         "reading the wrap-up time of queues; without it the one in Crosspoint's own configuration counts"},
};

struct Noise {
  std::string_view event, right;
};
constexpr std::array noises{Noise{"RTCPSent", "reporting"}, Noise{"RTCPReceived", "reporting"}, Noise{"TestEvent", "reporting"},
                            Noise{"Newexten", "dialplan"}, Noise{"VarSet", "dialplan"}};

std::string lines_to_add(std::string const& account, std::string_view key, std::string_view right) {
  return "in manager.conf, section [" + account + "]: add \"" + std::string(right) + "\" to " + std::string(key) +
         ", then: asterisk -rx 'manager reload'";
}

std::string missing_text(Need const& need) {
  return "the action " + std::string(need.action) + " cannot be used: no " + std::string(need.purpose);
}

std::string missing_remedy(Facts const& facts, Need const& need) {
  std::string remedy;
  if (!need.right.empty()) remedy = lines_to_add(facts.account, "write", need.right);
  if (!need.module.empty())
    remedy += std::string(remedy.empty() ? "" : "; if it is there already: ") + "in modules.conf: load => " +
              std::string(need.module) + ".so";
  return remedy.empty() ? "this Asterisk does not have it: is it one of the versions 16 to 22?" : remedy;
}

bool lists(std::map<std::string, std::string> const& section, std::string const& key, std::string_view word) {
  auto const found = section.find(key);
  if (found == section.end()) return false;
  return ("," + found->second + ",").find("," + std::string(word) + ",") != std::string::npos || found->second == "all";
}

void check_reading(Facts const& facts, std::vector<Finding>& findings) {
  std::set<std::string_view> told;
  for (auto const& [event, right] : noises) {
    if ((!facts.events.contains(std::string(event)) && !lists(facts.section, "read", right)) || !told.insert(right).second)
      continue;
    findings.push_back({Finding::Kind::advice,
                        "the account reads the class " + std::string(right) + ", which multiplies what the exchange has to send",
                        "in manager.conf, section [" + facts.account + "]: read = system,call,agent,user"});
  }
  if (!facts.heard_itself)
    findings.push_back(
        {Finding::Kind::missing,
         "an event that was provoked did not come: the account does not read the class user, or events are filtered",
         "in manager.conf, section [" + facts.account +
             "]: read = system,call,agent,user, and no eventfilter; in [general] no disabledevents"});
  for (auto const* const key : {"disabledevents", "eventfilter"})
    if (facts.general.contains(key) || facts.section.contains(key))
      findings.push_back({Finding::Kind::missing, std::string(key) + " is set: events that Crosspoint waits for may never come",
                          "in manager.conf: remove " + std::string(key)});
}

void check_write_timeout(Facts const& facts, std::vector<Finding>& findings) {
  auto const found = facts.section.find("writetimeout");
  if (found != facts.section.end() && std::atoi(found->second.c_str()) >= 1000) return;
  findings.push_back({Finding::Kind::advice,
                      facts.may_read_files ? "writetimeout is short: Asterisk cuts the link when one write takes longer"
                                           : "writetimeout cannot be read with this account",
                      "in manager.conf, section [" + facts.account + "]: writetimeout = 5000"});
}

void check_dialplan(Facts const& facts, std::vector<Finding>& findings) {
  std::string const print = "crosspoint doctor --print-dialplan prints it, with the lines for extensions.conf";
  if (!facts.asks_us)
    findings.push_back(
        {Finding::Kind::advice,
         "the dialplan does not have Crosspoint's include: services such as do not disturb and forwards can be set "
         "and are shown, but do nothing to calls; there are no attended transfers and none to voicemail",
         print});
  else if (!facts.has_places)
    findings.push_back(
        {Finding::Kind::advice, "the dialplan has the include of an older Crosspoint: there are no attended transfers", print});
  if (facts.asks_us && facts.agi_url.empty())
    findings.push_back(
        {Finding::Kind::missing, "the dialplan does not know where Crosspoint is: services do nothing to calls",
         "in extensions.conf, section [globals]: XP_AGI = agi://127.0.0.1:5002, then: asterisk -rx 'dialplan reload'"});
}

}  // namespace

std::vector<Finding> diagnose(Facts const& facts) {
  std::vector<Finding> findings;
  for (auto const& need : needs)
    if (!facts.commands.contains(std::string(need.action)))
      findings.push_back({Finding::Kind::missing, missing_text(need), missing_remedy(facts, need)});
  for (auto const& need : optional_needs)
    if (!facts.commands.contains(std::string(need.action)))
      findings.push_back({Finding::Kind::advice, missing_text(need), missing_remedy(facts, need)});
  check_reading(facts, findings);
  check_write_timeout(facts, findings);
  check_dialplan(facts, findings);
  return findings;
}

}  // namespace crosspoint::app::doctor
