#include "cti/clients.h"

#include "wire/json/writer.h"

namespace crosspoint::cti {

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
