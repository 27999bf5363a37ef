#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "sim/lines.h"

namespace crosspoint::sim {

/// The classes of manager.conf that the simulated account may read, as bits of a mask. (telephony 1.1)
enum class EventClass : std::uint8_t { system = 1, call = 2, agent = 4, user = 8 };
inline constexpr std::uint8_t all_events = 15;

class Event;

/// Where events go: each is written once and handed to one receiver, which spreads it over the sessions.
class Feed {
 public:
  using Receiver = std::function<void(EventClass, std::string_view message)>;

  explicit Feed(Receiver receiver) : receiver_(std::move(receiver)) {}

  /// Starts an event. It is published when the returned object ends, that is at the end of the statement:
  ///     feed.event(EventClass::call, "Newstate").add("Channel", name);
  [[nodiscard]] Event event(EventClass of, std::string_view name);

 private:
  friend class Event;
  Receiver receiver_;
  std::string text_;
};

/// One event being written; see Feed::event.
class Event : public Lines {
 public:
  Event(Feed& feed, EventClass of, std::string_view name);
  Event(Event const&) = delete;
  Event& operator=(Event const&) = delete;
  ~Event();

 private:
  Feed& feed_;
  EventClass class_;
};

}  // namespace crosspoint::sim
