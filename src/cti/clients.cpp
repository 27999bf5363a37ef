#include "cti/clients.h"

#include "flow/effects.h"

namespace crosspoint::cti {

using wire::json::Writer;

namespace {

Writer written(boost::json::object const& message) { return Writer::continuing(boost::json::serialize(message)); }

}  // namespace

void Clients::send(SessionId session, Writer message, Time now) {
  effects_.emplace_back(flow::Reply{session, message.line(wall_clock_.at(now))});
}

void Clients::send(SessionId session, boost::json::object const& message, Time now) { send(session, written(message), now); }

void Clients::tell(flow::Topic topic, Writer message, Time now, flow::StateKey state) {
  effects_.emplace_back(flow::Tell{topic, message.line(wall_clock_.at(now)), state});
}

void Clients::tell(flow::Topic topic, boost::json::object const& message, Time now, flow::StateKey state) {
  tell(topic, written(message), now, state);
}

void Clients::watch(SessionId session, flow::Topic topic) { effects_.emplace_back(flow::Watch{session, topic}); }
void Clients::unwatch(SessionId session, flow::Topic topic) { effects_.emplace_back(flow::Unwatch{session, topic}); }

void Clients::log(LogLevel level, std::string text) { effects_.emplace_back(Log{level, std::move(text)}); }

void Clients::answer(domain::Asker const& asker, Writer message, Time now) {
  if (!asker.tag.empty()) message.serialised("replyid", asker.tag);
  send(asker.session, std::move(message), now);
}

void Clients::answer(domain::Asker const& asker, boost::json::object const& message, Time now) {
  answer(asker, written(message), now);
}

void Clients::answer_own(domain::Asker const& asker, boost::json::object const& message, Time now) {
  auto const text = boost::json::serialize(message);
  answer(asker, Writer::continuing(text), now);
  auto others = Writer::continuing(text).line(wall_clock_.at(now));
  effects_.emplace_back(flow::Tell{flow::Topic::own(asker.user), std::move(others), 0, asker.session});
}

}  // namespace crosspoint::cti
