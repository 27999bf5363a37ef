#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "base/log.h"
#include "base/wall_clock.h"
#include "domain/asker.h"
#include "flow/effects_fwd.h"
#include "flow/topic.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {

/// The way out: messages to one client, to all who watch a topic.
class Clients {
 public:
  Clients(WallClock const& wall_clock, flow::Effects& effects) : wall_clock_(wall_clock), effects_(effects) {}

  /// The direct reply to a request: carries its commandid as replyid if there was one. (protocol 1.3)
  void answer(domain::Asker const& asker, wire::json::Writer message, Time now);
  void answer(domain::Asker const& asker, boost::json::object const& message, Time now);

  /// The same to every session of the asker's user: the asker's own copy alone carries the replyid. (protocol 0.3 "own")
  void answer_own(domain::Asker const& asker, boost::json::object const& message, Time now);

  void send(SessionId session, wire::json::Writer message, Time now);
  void send(SessionId session, boost::json::object const& message, Time now);
  void tell(flow::Topic topic, wire::json::Writer message, Time now, flow::StateKey state = 0);
  /// A rare message; what is asked or told thousands of times is written by wire::json::Writer.
  void tell(flow::Topic topic, boost::json::object const& message, Time now, flow::StateKey state = 0);
  void watch(SessionId session, flow::Topic topic);
  void unwatch(SessionId session, flow::Topic topic);
  void log(LogLevel level, std::string text);

 private:
  WallClock const& wall_clock_;  ///< for the `timenow` of every message
  flow::Effects& effects_;
};

}  // namespace crosspoint::cti
