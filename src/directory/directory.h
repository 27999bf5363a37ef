#pragma once

#include <map>
#include <string>
#include <string_view>

#include "directory/display.h"
#include "directory/entities.h"

namespace crosspoint::directory {

/// Who and what is configured: a plain value, read from the store or from an import file. It knows nothing of what is going on.
struct Directory {
  std::string xivo_uuid;  ///< identity of this server among several
  std::map<UserId, User> users;
  std::map<LineId, Line> lines;
  std::map<ProfileId, Profile> profiles;
  std::map<std::string, PresenceGroup> presence_groups;
  std::map<std::string, PhoneStatusGroup> phone_status_groups;
  std::map<AgentId, Agent> agents;
  std::map<QueueId, Queue> queues;
  std::map<VoicemailId, Voicemail> voicemails;
  std::map<RoomId, Room> rooms;
  std::map<std::string, Context> contexts;
  std::map<std::string, Display> displays;

  bool operator==(Directory const&) const = default;

  // Null when there is none. Linear, for rare questions; what the core asks for every event it keeps indexed itself.
  [[nodiscard]] User const* user(UserId id) const;
  [[nodiscard]] User const* user_by_login(std::string_view login) const;
  [[nodiscard]] User const* user_by_uuid(std::string_view uuid) const;
  [[nodiscard]] Line const* line(LineId id) const;
  /// As the exchange names it: `PJSIP/1001`.
  [[nodiscard]] Line const* line_of_device(std::string_view device) const;
  /// As a function key names it: by its number, or by `*` and its id.
  [[nodiscard]] Agent const* agent_called(std::string_view name) const;
  /// As the exchange and queue members name it: `__switchboard`.
  [[nodiscard]] Queue const* queue_named(std::string_view name) const;
  [[nodiscard]] Line const* main_line(User const& user) const;
  [[nodiscard]] Profile const* profile_of(User const& user) const;
  [[nodiscard]] PresenceGroup const* presences_of(User const& user) const;

  /// How people are shown to the user: as the profile says, else as usual.
  [[nodiscard]] Display const& display_of(User const& user) const;
  [[nodiscard]] Display const& switchboard_display_of(User const& user) const;

  /// The context of the user's main line; empty for a user without line. (protocol 6.9)
  [[nodiscard]] std::string context_of(User const& user) const;
};

}  // namespace crosspoint::directory
