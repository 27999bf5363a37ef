#include "cti/clients.h"

#include "base/text.h"
#include "flow/effects.h"

namespace crosspoint::cti {

using wire::json::Writer;

namespace {

Writer written(boost::json::object const& message) { return Writer::continuing(boost::json::serialize(message)); }

}  // namespace

Clients::Clients(std::uint64_t run, WallClock const& wall_clock, flow::Effects& effects)
    : epoch_(hexadecimal(run)), wall_clock_(wall_clock), effects_(effects) {}

void Clients::send(SessionId session, Writer message, Time now) {
  effects_.emplace_back(flow::Reply{session, message.line(wall_clock_.at(now))});
}

void Clients::send(SessionId session, boost::json::object const& message, Time now) { send(session, written(message), now); }

void Clients::tell(flow::Topic topic, Writer message, Time now, flow::StateKey state, About const& about) {
  flow::Tell tell{topic, message.line(wall_clock_.at(now)), state, {}, about.lists, {}};
  tell.more = journal_.note(tell, about.more, now);
  effects_.emplace_back(std::move(tell));
}

void Clients::tell(flow::Topic topic, boost::json::object const& message, Time now, flow::StateKey state, About const& about) {
  tell(topic, written(message), now, state, about);
}

void Clients::watch(SessionId session, flow::Topic topic) {
  journal_.watch(session, topic);
  effects_.emplace_back(flow::Watch{session, topic});
}

void Clients::unwatch(SessionId session, flow::Topic topic, Time now) {
  journal_.unwatch(session, topic, now);
  effects_.emplace_back(flow::Unwatch{session, topic});
}

void Clients::watch_lists(SessionId session, flow::ListSet lists) {
  journal_.watch_lists(session, lists);
  effects_.emplace_back(flow::WatchLists{session, lists});
}

void Clients::number(SessionId session) { journal_.admit(session); }

Clients::CaughtUp Clients::catch_up(SessionId session, std::uint64_t since, Time now) {
  auto missed = journal_.missed(session, since, now);
  CaughtUp const result{missed.lines.size(), missed.lists, missed.lost};
  for (auto& line : missed.lines) effects_.emplace_back(flow::Reply{session, std::move(line)});
  return result;
}

void Clients::log(LogLevel level, std::string text) { effects_.emplace_back(Log{level, std::move(text)}); }

void Clients::end_sign_ins(UserId user, std::string login) { effects_.emplace_back(flow::EndSignIns{user, std::move(login)}); }

std::string Clients::reply_line(domain::Asker const& asker, Writer message, Time now) const {
  if (!asker.tag.empty()) message.serialised("replyid", asker.tag);
  return message.line(wall_clock_.at(now));
}

void Clients::answer(domain::Asker const& asker, Writer message, Time now) {
  effects_.emplace_back(flow::Reply{asker.session, reply_line(asker, std::move(message), now)});
}

void Clients::answer(domain::Asker const& asker, boost::json::object const& message, Time now) {
  answer(asker, written(message), now);
}

void Clients::answer_own(domain::Asker const& asker, boost::json::object const& message, Time now) {
  auto const text = boost::json::serialize(message);
  auto others = Writer::continuing(text).line(wall_clock_.at(now));
  flow::Tell tell{flow::Topic::own(asker.user), std::move(others), 0, asker.session, 0, {}};
  tell.more = journal_.note(tell, {}, now);
  auto line = reply_line(asker, Writer::continuing(text), now);
  if (journal_.knows(asker.session)) line = wire::json::extended(line, tell.more);
  effects_.emplace_back(flow::Reply{asker.session, std::move(line)});
  effects_.emplace_back(std::move(tell));
}

}  // namespace crosspoint::cti
