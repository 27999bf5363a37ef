#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/events_fwd.h"

namespace crosspoint::pbx {
class Exchange;
struct Participant;
struct Room;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

/// The configured conference rooms and who is in them. Rooms that nobody configured are nobody's. (protocol S28, S29,
/// telephony 2.11)
class Rooms {
 public:
  Rooms(directory::Directory const& directory, pbx::Exchange& exchange, Events& events)
      : directory_(directory), exchange_(exchange), events_(events) {}

  struct Member {
    int join_order;
    Time joined;
    std::string number, name;
    bool muted;
  };
  struct Status {
    bool running = false;
    std::optional<Time> started;  ///< unknown when the conference was there before us
    std::vector<Member> members;  ///< by join order
  };
  [[nodiscard]] Status status(directory::Room const& room) const;

  struct Membership {
    RoomId room;
    int join_order;
    bool operator==(Membership const&) const = default;
  };
  /// The rooms in which a line of the user is, each with its place there.
  [[nodiscard]] std::vector<Membership> memberships(UserId user) const;

  enum class Voice : std::uint8_t { heard, muted };

  /// Mutes a participant, or lets it be heard again. Nobody at that place, or no link to the exchange: nothing. (telephony 4.9)
  void set_voice(directory::Room const& room, int join_order, Voice voice, Time now);

  /// Something is other in the conference of that name.
  void changed(std::string_view name);

  /// Who is in a room through a Local channel shows when the other half is bridged, of which no room is told. To be called when
  /// something may have happened.
  void settle();

  /// Rooms, lines or users may have come, gone or changed in the configuration.
  void reconfigured(std::map<RoomId, directory::Room> const& before);

 private:
  [[nodiscard]] pbx::Room const* live(directory::Room const& room) const;
  [[nodiscard]] directory::Line const* line_of(pbx::Participant const& participant) const;
  [[nodiscard]] std::map<UserId, std::vector<Membership>> everybody() const;
  void tell_once(std::string const& context);
  [[nodiscard]] bool is_entered_by_local() const;
  void refresh_memberships();

  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  Events& events_;
  std::map<UserId, std::vector<Membership>> told_;  ///< of those who are in any room
  bool entered_by_local_ = false;                   ///< somebody is in a room through a Local channel
};

}  // namespace crosspoint::domain
