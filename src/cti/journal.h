#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "flow/effects.h"

namespace crosspoint::cti {

/// What clients were told lately, each with its number: so a session that has lost its connection learns what it has missed. Of
/// every state of an element of the lists it keeps the newest, whatever its age, of other messages the last ones of each kind.
/// It keeps nothing before the first session has asked for numbers. (P214 to P218)
class Journal {
 public:
  struct Limits {
    std::size_t messages_of_kind = 256, bytes_of_kind = 256 << 10;
    std::size_t messages_bytes = 32 << 20;  ///< of all kinds
    std::size_t states_bytes = 64 << 20;
    std::size_t answer_bytes = 1 << 20;  ///< longer, and the lists are sooner loaded
    Duration age{600'000'000};           ///< of messages that are no state
  };

  /// What a session has missed.
  struct Missed {
    std::vector<std::string> lines;  ///< in order, with their numbers
    flow::ListSet lists = 0;         ///< of which more was missed than is here
    bool lost = false;               ///< so are messages that are not about a list
  };

  Journal() : Journal(Limits{}) {}
  explicit Journal(Limits limits) : limits_(limits) {}

  /// The number of what was told last; 0 as long as nobody has asked for numbers.
  [[nodiscard]] std::uint64_t last() const { return last_; }

  /// That session has numbers from now on. It hears of every list.
  void admit(SessionId session);
  void forget(SessionId session, Time now);
  [[nodiscard]] bool knows(SessionId session) const { return sessions_.contains(session); }

  // What a session with numbers is told of.
  void watch(SessionId session, flow::Topic topic);
  void unwatch(SessionId session, flow::Topic topic, Time now);
  void watch_lists(SessionId session, flow::ListSet lists);

  /// Gives what is about to be told its number and remembers it. The further members for those who have numbers: `more` and the
  /// number; empty as long as nobody has.
  std::string note(flow::Tell const& tell, std::string_view more, Time now);

  /// What was told after number `since` of what that session watches now.
  [[nodiscard]] Missed missed(SessionId session, std::uint64_t since, Time now);

  /// How much it keeps.
  [[nodiscard]] std::size_t bytes() const { return states_bytes_ + messages_bytes_; }

 private:
  struct Kind {
    flow::Topic topic;
    flow::ListSet list;
    auto operator<=>(Kind const&) const = default;
  };
  struct Entry {
    std::uint64_t seq;
    Kind kind;
    SessionId except;
    flow::StateKey state;
    Time told;
    std::string line;
  };
  using Entries = std::list<Entry>;
  struct Messages {
    std::deque<Entries::iterator> kept;
    std::size_t bytes = 0;
    std::uint64_t complete_after = 0;  ///< what has a greater number is here
  };
  struct Watchers {
    std::size_t count = 0;
    Time left{};  ///< when the last one has gone
  };
  struct Session {
    std::set<flow::Topic> topics;
    flow::ListSet lists = flow::every_list;
  };

  void keep_state(Entry entry);
  void keep_message(Entry entry);
  void drop_message(Entries::iterator oldest);
  void drop_old(Time now);
  [[nodiscard]] bool is_kept(flow::Tell const& tell, Time now);
  [[nodiscard]] Missed gaps(Session const& session, std::uint64_t since) const;
  void leave(flow::Topic topic, Time now);
  static bool concerns(Session const& session, SessionId id, Entry const& entry);

  Limits limits_;
  std::uint64_t last_ = 0;
  std::unordered_map<SessionId, Session> sessions_;  ///< bounded by io/net
  std::unordered_map<flow::Topic, Watchers> watchers_;
  Entries states_, messages_;  ///< in order of their numbers
  std::unordered_map<flow::StateKey, Entries::iterator> newest_;
  std::map<Kind, Messages> messages_of_;  ///< of kinds that somebody with numbers has watched since the start
  std::size_t states_bytes_ = 0, messages_bytes_ = 0;
  std::uint64_t states_complete_after_ = 0;
};

}  // namespace crosspoint::cti
