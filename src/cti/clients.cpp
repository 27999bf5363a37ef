#include "cti/clients.h"

#include "flow/effects.h"

#include "wire/json/writer.h"

namespace crosspoint::cti {

void Clients::send(SessionId session, std::string line) { effects_.emplace_back(flow::Reply{session, std::move(line)}); }

void Clients::tell(flow::Topic topic, std::string line, flow::StateKey state) {
  effects_.emplace_back(flow::Tell{topic, std::move(line), state});
}

void Clients::watch(SessionId session, flow::Topic topic) { effects_.emplace_back(flow::Watch{session, topic}); }
void Clients::unwatch(SessionId session, flow::Topic topic) { effects_.emplace_back(flow::Unwatch{session, topic}); }

void Clients::log(LogLevel level, std::string text) { effects_.emplace_back(Log{level, std::move(text)}); }

std::string to_line(boost::json::object const& message, Time now) {
  return wire::json::finish_line(boost::json::serialize(message), now);
}

void Clients::answer(domain::Asker const& asker, boost::json::object message, Time now) {
  if (!asker.tag.empty()) message["replyid"] = boost::json::parse(asker.tag);
  send(asker.session, to_line(message, now));
}

void Clients::answer_own(domain::Asker const& asker, boost::json::object const& message, Time now) {
  answer(asker, message, now);
  effects_.emplace_back(flow::Tell{flow::Topic::own(asker.user), to_line(message, now), 0, asker.session});
}

}  // namespace crosspoint::cti
