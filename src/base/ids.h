#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace crosspoint {

/// A number that cannot be mistaken for another kind of number. 0 names nothing.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(Id const&, Id const&) = default;
};

using UserId = Id<struct UserTag>;
using LineId = Id<struct LineTag>;
using AgentId = Id<struct AgentTag>;
using QueueId = Id<struct QueueTag>;
using VoicemailId = Id<struct VoicemailTag>;
using RoomId = Id<struct RoomTag>;
using ProfileId = Id<struct ProfileTag>;
using SessionId = Id<struct SessionTag>;  ///< one connection of one client
using VisitorId = Id<struct VisitorTag>;  ///< one connection through a side door
using AgiId = Id<struct AgiTag>;          ///< one question of the exchange's dialplan
using HttpId = Id<struct HttpTag>;        ///< one request over HTTP that the core answers
using Token = Id<struct TokenTag>;        ///< joins an effect with the input that answers it

}  // namespace crosspoint

template <class Tag>
struct std::hash<crosspoint::Id<Tag>> {
  std::size_t operator()(crosspoint::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
