#include "cti/clients.h"

#include "flow/effects.h"

namespace crosspoint::cti {

using wire::json::Writer;

void Clients::send(SessionId session, std::string line) { effects_.emplace_back(flow::Reply{session, std::move(line)}); }

void Clients::tell(flow::Topic topic, std::string line, flow::StateKey state) {
  effects_.emplace_back(flow::Tell{topic, std::move(line), state});
}

void Clients::watch(SessionId session, flow::Topic topic) { effects_.emplace_back(flow::Watch{session, topic}); }
void Clients::unwatch(SessionId session, flow::Topic topic) { effects_.emplace_back(flow::Unwatch{session, topic}); }

void Clients::log(LogLevel level, std::string text) { effects_.emplace_back(Log{level, std::move(text)}); }

std::string to_line(boost::json::object const& message, Time now) {
  return Writer::continuing(boost::json::serialize(message)).line(now);
}

void Clients::answer(domain::Asker const& asker, Writer message, Time now) {
  if (!asker.tag.empty()) message.serialised("replyid", asker.tag);
  send(asker.session, message.line(now));
}

void Clients::answer(domain::Asker const& asker, boost::json::object const& message, Time now) {
  answer(asker, Writer::continuing(boost::json::serialize(message)), now);
}

void Clients::answer_own(domain::Asker const& asker, boost::json::object const& message, Time now) {
  auto const text = boost::json::serialize(message);
  answer(asker, Writer::continuing(text), now);
  effects_.emplace_back(flow::Tell{flow::Topic::own(asker.user), Writer::continuing(text).line(now), 0, asker.session});
}

}  // namespace crosspoint::cti
