// All entities in one header: they are plain values that are read, stored and compared together.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "directory/function_key.h"
#include "directory/rights.h"

namespace crosspoint::directory {

struct Forward {
  static constexpr std::size_t longest_destination = 80;  ///< bytes: Asterisk takes no longer extension

  bool on = false;
  std::string destination;
  bool operator==(Forward const&) const = default;
};

/// The services of a user (protocol 4.4). Durable, changed while the server runs.
struct Services {
  bool dnd = false;
  bool call_filter = false;
  bool recording = false;
  bool voicemail = false;
  Forward unconditional{}, no_answer{}, busy{};
  bool operator==(Services const&) const = default;
};

struct User {
  UserId id;
  std::string uuid;
  std::string login;  ///< empty: no client access
  std::string firstname, lastname;
  std::string mobile;
  std::optional<ProfileId> profile;
  std::optional<AgentId> agent;
  std::optional<VoicemailId> voicemail;
  std::vector<LineId> lines;  ///< the main line first; derived from the lines' owners
  bool client_access = true;
  Services services;
  std::vector<FunctionKey> function_keys;  ///< of the user's phone
  bool operator==(User const&) const = default;

  [[nodiscard]] std::string fullname() const { return lastname.empty() ? firstname : firstname + " " + lastname; }
};

/// A user's device. (protocol 6.3, telephony 2.1)
struct Line {
  LineId id;
  UserId user;
  std::string technology = "PJSIP";
  std::string name;    ///< endpoint name in Asterisk
  std::string number;  ///< main extension
  std::string context = "default";
  std::string auto_answer;  ///< SIP header that makes the phone pick up by itself, e.g. "Alert-Info:
                            ///< <http://localhost>;info=alert-autoanswer"
  bool operator==(Line const&) const = default;

  /// As Asterisk calls it: "PJSIP/1001".
  [[nodiscard]] std::string device() const { return technology + "/" + name; }
  /// As clients know it: "SIP/1001". (telephony 2.1)
  [[nodiscard]] std::string identity() const { return (technology == "PJSIP" ? "SIP" : technology) + "/" + name; }
};

struct Presence {
  std::string name, longname, color;
  std::vector<std::string> allowed;            ///< hint for clients: which may follow
  std::map<std::string, std::string> actions;  ///< action to parameter (protocol 3.7)
  bool operator==(Presence const&) const = default;
};

/// The presences of a profile. Always holds "available" and "disconnected".
struct PresenceGroup {
  std::string name;
  std::vector<Presence> presences;
  bool operator==(PresenceGroup const&) const = default;

  [[nodiscard]] Presence const* find(std::string const& presence) const;
};

struct PhoneStatus {
  std::string longname, color;
  bool operator==(PhoneStatus const&) const = default;
};

/// Names and colours of line states (protocol B.2), by code.
struct PhoneStatusGroup {
  std::string name;
  std::map<int, PhoneStatus> states;
  bool operator==(PhoneStatusGroup const&) const = default;
};

/// One part of a client's window (protocol S04).
struct Xlet {
  std::string name;
  std::string layout;   ///< grid, tab or dock
  std::string options;  ///< letters out of fcms, dock only
  int order = 0;
  bool operator==(Xlet const&) const = default;
};

struct Profile {
  ProfileId id;
  std::string name;
  std::string presences;     ///< name of a PresenceGroup
  std::string phone_status;  ///< name of a PhoneStatusGroup
  std::vector<Xlet> xlets;
  std::vector<std::string> services;
  std::map<std::string, std::string> preferences;
  std::vector<Right> rights;
  std::string display, switchboard_display;  ///< names of Displays; empty: as usual
  bool operator==(Profile const&) const = default;
};

struct Agent {
  AgentId id;
  std::string number;
  std::string firstname, lastname;
  std::string context = "default";
  bool operator==(Agent const&) const = default;

  /// As queues call it: "Agent/2001".
  [[nodiscard]] std::string member_name() const { return "Agent/" + number; }
};

struct Queue {
  QueueId id;
  std::string name, display_name, number;
  std::string context = "default";
  std::vector<AgentId> agents;
  std::vector<LineId> lines;         ///< members that are no agents
  std::map<AgentId, int> penalties;  ///< of agents; those not named have none
  bool operator==(Queue const&) const = default;

  /// Calls go to members of a low penalty first.
  [[nodiscard]] int penalty_of(AgentId agent) const {
    auto const found = penalties.find(agent);
    return found == penalties.end() ? 0 : found->second;
  }
};

struct Voicemail {
  VoicemailId id;
  std::string mailbox;
  std::string context = "default";
  bool operator==(Voicemail const&) const = default;

  /// As Asterisk calls it: "1001@default".
  [[nodiscard]] std::string address() const { return mailbox + "@" + context; }
};

/// A conference room.
struct Room {
  RoomId id;
  std::string name, number;
  std::string context = "default";
  bool pin_required = false;
  bool moderated = false;
  bool operator==(Room const&) const = default;
};

struct Context {
  std::string name;
  std::string display_name;
  bool operator==(Context const&) const = default;
};

}  // namespace crosspoint::directory
