#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/switch.h"

namespace crosspoint::sim {

struct Member {
  std::string name, interface, state_interface;
  std::string membership = "dynamic";
  std::int64_t penalty = 0, calls_taken = 0;
  std::int64_t last_call = 0, last_pause = 0, login_time = 0;  ///< seconds since the epoch, 0: never
  int in_call = 0;
  bool paused = false;
  std::string reason;
};

/// A call that waits, by its channel and the moment it came.
struct Waiting {
  ChannelId channel;
  Time since;
  std::size_t first_position = 1;
  bool rings = false;  ///< members ring for it
};

/// One queue of the simulated exchange with its members and waiting calls.
struct Queue {
  std::string name, number;
  std::int64_t wrapup = 0;         ///< seconds, wrapuptime of queues.conf
  std::int64_t service_level = 0;  ///< seconds
  Duration ring_time{15'000'000};
  std::vector<Member> members;
  std::vector<Waiting> waiting;
  std::int64_t completed = 0, abandoned = 0, within_level = 0, hold_time = 0, talk_time = 0;  ///< the averages in seconds
};

/// The queues: who belongs to them, and the events that tell its changes. Who is rung when is decided by QueueCall.
class Queues {
 public:
  explicit Queues(Switch& exchange);

  [[nodiscard]] std::vector<Queue>& all() { return queues_; }
  [[nodiscard]] Queue* find(std::string_view name);
  [[nodiscard]] Queue* by_number(std::string_view number);
  [[nodiscard]] static Member* member(Queue& queue, std::string_view interface);

  void add(Queue& queue, Member member);
  void remove(Queue& queue, std::string_view interface);
  void pause(Queue& queue, Member& member, std::string_view reason);
  void unpause(Queue& queue, Member& member);
  void set_penalty(Queue& queue, Member& member, std::int64_t penalty);
  void forget();  ///< the exchange restarts: dynamic members and waiting calls are gone

  /// One more call of this member has ended: counted in each of its queues, as shared_lastcall says.
  void count_call(std::string_view interface);

  /// The phone of a member; null if its interface is none of ours.
  [[nodiscard]] Phone* phone_of(Member const& member);
  [[nodiscard]] int status_of(Member const& member);
  /// May ring now: registered, free, not paused, not in wrap-up.
  [[nodiscard]] bool available(Queue const& queue, Member const& member);
  /// As the events about members list it.
  void write_member(Lines& out, Queue const& queue, Member const& member);
  /// The `Queue:` devices, after anything that may change them.
  void refresh(Queue const& queue);

 private:
  void tell(std::string_view event, Queue const& queue, Member const& member);
  void device_changed(Phone const& phone);
  [[nodiscard]] std::int64_t seconds() const;

  Switch& switch_;
  std::vector<Queue> queues_;
};

}  // namespace crosspoint::sim
