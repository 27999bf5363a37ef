#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "base/log.h"
#include "base/wall_clock.h"
#include "cti/journal.h"
#include "domain/asker.h"
#include "flow/effects_fwd.h"
#include "flow/topic.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {

/// What a push is about, besides its words.
struct About {
  flow::ListSet lists = 0;  ///< the list, if it is about one
  std::string more{};       ///< further members for sessions with numbers, each with a comma before it
};

/// The way out: messages to one client, to all who watch a topic.
class Clients {
 public:
  /// `run`: a number that no other run of the server has.
  Clients(std::uint64_t run, WallClock const& wall_clock, flow::Effects& effects);

  /// The direct reply to a request: carries its commandid as replyid if there was one. (protocol 1.3)
  void answer(domain::Asker const& asker, wire::json::Writer message, Time now);
  void answer(domain::Asker const& asker, boost::json::object const& message, Time now);

  /// The same to every session of the asker's user: the asker's own copy alone carries the replyid. (protocol 0.3 "own")
  void answer_own(domain::Asker const& asker, boost::json::object const& message, Time now);

  void send(SessionId session, wire::json::Writer message, Time now);
  void send(SessionId session, boost::json::object const& message, Time now);
  void tell(flow::Topic topic, wire::json::Writer message, Time now, flow::StateKey state = 0, About const& about = {});
  /// A rare message; what is asked or told thousands of times is written by wire::json::Writer.
  void tell(flow::Topic topic, boost::json::object const& message, Time now, flow::StateKey state = 0, About const& about = {});
  void watch(SessionId session, flow::Topic topic);
  void unwatch(SessionId session, flow::Topic topic, Time now);
  void log(LogLevel level, std::string text);
  /// The tokens of that login, or of all logins of the user.
  void end_sign_ins(UserId user, std::string login);

  // For sessions that have numbers. (P214 to P218)
  /// From now on it does; the answer to its login has been sent.
  void number(SessionId session);
  void watch_lists(SessionId session, flow::ListSet lists);
  /// What the numbers count in: unlike that of any other run of the server.
  [[nodiscard]] std::string const& epoch() const { return epoch_; }
  /// Somebody has asked for numbers.
  [[nodiscard]] bool gives_numbers() const { return journal_.last() > 0; }
  /// The number of the last push.
  [[nodiscard]] std::uint64_t last_number() const { return journal_.last(); }
  /// What the session has missed after that number is sent to it, but for what is not kept. How many messages that were.
  struct CaughtUp {
    std::size_t frames;
    flow::ListSet lists_to_load;
    bool lost;  ///< messages that are not about a list are not kept any more
  };
  CaughtUp catch_up(SessionId session, std::uint64_t since, Time now);
  void forget(SessionId session, Time now) { journal_.forget(session, now); }

 private:
  [[nodiscard]] std::string reply_line(domain::Asker const& asker, wire::json::Writer message, Time now) const;

  std::string const epoch_;
  WallClock const& wall_clock_;  ///< for the `timenow` of every message
  flow::Effects& effects_;
  Journal journal_;
};

}  // namespace crosspoint::cti
