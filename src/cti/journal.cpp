#include "cti/journal.h"

#include <algorithm>
#include <iterator>

#include "wire/json/writer.h"

namespace crosspoint::cti {
namespace {

using TopicKind = flow::Topic::Kind;

/// Whoever logs in watches these; of all others the present state is told when one subscribes.
bool is_watched_by_login(flow::Topic topic) {
  return topic.kind == TopicKind::all || topic.kind == TopicKind::context || topic.kind == TopicKind::exchange;
}

std::size_t size_of(std::string const& line) { return line.size() + 160; }  // with what it takes to keep it

}  // namespace

void Journal::admit(SessionId session) {
  if (last_ == 0) last_ = 1;
  sessions_.try_emplace(session);
}

void Journal::forget(SessionId session, Time now) {
  auto const gone = sessions_.extract(session);
  if (!gone) return;
  for (auto const topic : gone.mapped().topics) leave(topic, now);
}

void Journal::watch(SessionId session, flow::Topic topic) {
  auto const found = sessions_.find(session);
  if (found != sessions_.end() && found->second.topics.insert(topic).second) ++watchers_[topic].count;
}

void Journal::unwatch(SessionId session, flow::Topic topic, Time now) {
  auto const found = sessions_.find(session);
  if (found != sessions_.end() && found->second.topics.erase(topic) > 0) leave(topic, now);
}

void Journal::leave(flow::Topic topic, Time now) {
  auto& watchers = watchers_[topic];
  if (--watchers.count == 0) watchers.left = now;
}

void Journal::watch_lists(SessionId session, flow::ListSet lists) {
  if (auto const found = sessions_.find(session); found != sessions_.end()) found->second.lists = lists;
}

std::string Journal::note(flow::Tell const& tell, std::string_view more, Time now) {
  if (last_ == 0) return {};
  ++last_;
  auto members = std::string(more) + ",\"seq\":" + std::to_string(last_);
  drop_old(now);
  auto const is_message = tell.state == 0;
  if (is_message ? !is_kept(tell, now) : !is_watched_by_login(tell.topic)) return members;
  Entry entry{last_, {tell.topic, tell.lists}, tell.except, tell.state, now, wire::json::extended(tell.line, members)};
  if (is_message) keep_message(std::move(entry));
  else keep_state(std::move(entry));
  return members;
}

void Journal::keep_state(Entry entry) {
  states_bytes_ += size_of(entry.line);
  auto const [found, is_first] = newest_.try_emplace(entry.state, states_.end());
  if (!is_first) {
    states_bytes_ -= size_of(found->second->line);
    states_.erase(found->second);
  }
  states_.push_back(std::move(entry));
  found->second = std::prev(states_.end());
  for (; states_bytes_ > limits_.states_bytes; states_.pop_front()) {
    auto const& oldest = states_.front();
    states_bytes_ -= size_of(oldest.line);
    states_complete_after_ = oldest.seq;
    newest_.erase(oldest.state);
  }
}

void Journal::keep_message(Entry entry) {
  auto& of_kind = messages_of_[entry.kind];
  auto const size = size_of(entry.line);
  messages_bytes_ += size;
  of_kind.bytes += size;
  messages_.push_back(std::move(entry));
  of_kind.kept.push_back(std::prev(messages_.end()));
  while (of_kind.kept.size() > limits_.messages_of_kind || of_kind.bytes > limits_.bytes_of_kind)
    drop_message(of_kind.kept.front());
  while (messages_bytes_ > limits_.messages_bytes) drop_message(messages_.begin());
}

/// The oldest of its kind.
void Journal::drop_message(Entries::iterator oldest) {
  auto& of_kind = messages_of_[oldest->kind];
  auto const size = size_of(oldest->line);
  of_kind.bytes -= size;
  messages_bytes_ -= size;
  of_kind.complete_after = oldest->seq;
  of_kind.kept.pop_front();
  messages_.erase(oldest);
}

void Journal::drop_old(Time now) {
  while (!messages_.empty() && now - messages_.front().told > limits_.age) drop_message(messages_.begin());
}

/// What nobody with numbers has watched for so long that whoever comes back is told that messages are missing is not kept; what
/// nobody ever watched, nobody can miss.
bool Journal::is_kept(flow::Tell const& tell, Time now) {
  auto const found = watchers_.find(tell.topic);
  if (found == watchers_.end()) return false;
  if (found->second.count > 0 || now - found->second.left <= limits_.age) return true;
  messages_of_[{tell.topic, tell.lists}].complete_after = last_;
  return false;
}

bool Journal::concerns(Session const& session, SessionId id, Entry const& entry) {
  auto const [topic, list] = entry.kind;
  return entry.except != id && session.topics.contains(topic) && (list == 0 || (list & session.lists) != 0);
}

Journal::Missed Journal::missed(SessionId id, std::uint64_t since, Time now) {
  auto const found = sessions_.find(id);
  if (found == sessions_.end()) return {};
  drop_old(now);
  auto const& session = found->second;
  auto missed = gaps(session, since);
  std::vector<Entry const*> entries;
  auto const collect = [&](Entries const& kept, std::size_t most_bytes) {
    std::size_t bytes = 0;
    for (auto entry = kept.rbegin(); entry != kept.rend() && entry->seq > since; ++entry) {
      if (!concerns(session, id, *entry) || (entry->kind.list & missed.lists) != 0) continue;
      bytes += entry->line.size();
      if (bytes > most_bytes) return false;
      entries.push_back(&*entry);
    }
    return true;
  };
  if (!collect(states_, limits_.answer_bytes)) {
    entries.clear();
    missed.lists = session.lists;
  }
  collect(messages_, limits_.messages_bytes);
  std::ranges::sort(entries, {}, &Entry::seq);
  for (auto const* const entry : entries) missed.lines.push_back(entry->line);
  return missed;
}

/// Of what more was told after that number than is kept.
Journal::Missed Journal::gaps(Session const& session, std::uint64_t since) const {
  Missed missed;
  if (since < states_complete_after_) missed.lists = session.lists;
  for (auto const topic : session.topics)
    for (auto kind = messages_of_.lower_bound({topic, 0}); kind != messages_of_.end() && kind->first.topic == topic; ++kind) {
      if (since >= kind->second.complete_after) continue;
      if (kind->first.list == 0) missed.lost = true;
      else if ((kind->first.list & session.lists) != 0) missed.lists |= kind->first.list;
    }
  return missed;
}

}  // namespace crosspoint::cti
