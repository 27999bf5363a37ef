// Queues, their members, the calls that wait, and what queues.conf says. (telephony 1.6, 8, 9 and 13)
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "pbx/events/queue_member.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

/// Of these every change is told by an event; of the counters Asterisk may tell the last one only in the next event.
bool state_differs(QueueMember const& a, QueueMember const& b) {
  return a.status != b.status || a.paused != b.paused || a.penalty != b.penalty || a.name != b.name;
}

void read_one_member(Scene& scene, ListRun& run, Queue& queue, wire::ami::Message const& item) {
  auto member = read_member(item, "Name", "Location");
  auto const key = member_key(queue, member.interface);
  auto* const old = queue.members.find(member.interface);
  if (!old) {
    if (member.interface.empty() || run.is_older_than_departure(scene, "queue member", key)) return;
    run.repaired(scene, "queue member", key, "was not known");
  } else {
    old->mark.listed = run.number;
    // The list does not say whether the member takes calls while it is in one.
    if (item.get("Ringinuse").empty()) member.ring_in_use = old->ring_in_use;
    if (run.is_older_than(old->mark) || old->same_as(member)) return;
    if (state_differs(*old, member)) run.repaired(scene, "queue member", key, "had another state");
    member.mark.touched = old->mark.touched;
  }
  member.mark.listed = run.number;
  put_member(scene, queue, std::move(member));
}

void read_entry(Scene& scene, ListRun& run, Queue& queue, wire::ami::Message const& item) {
  auto const uniqueid = item.get("Uniqueid");
  auto const position = static_cast<int>(to_integer(item.get("Position")).value_or(0));
  auto* entry = queue.entry(uniqueid);
  if (!entry) {
    if (scene.model.channels.has_gone(uniqueid) || run.is_older_than_departure(scene, "queue entry", uniqueid)) return;
    entry = &queue.entries.emplace_back();
    entry->uniqueid = uniqueid;
    entry->channel = item.get("Channel");
    entry->joined = scene.ago(std::chrono::seconds(to_integer(item.get("Wait")).value_or(0)));
    if (auto* const channel = scene.model.channels.find(uniqueid)) channel->queue = queue.name;
    entry->is_new = true;
    run.repaired(scene, "queue entry", uniqueid, "was not known");
    scene.changes.touch_entries(queue.name);
  } else if (entry->position != position && !run.is_older_than(entry->mark)) {
    // No fault of the model: the order changes with a call's priority, of which no event tells. It is told when all have come.
    queue.suspect = true;
  }
  entry->mark.listed = run.number;
  if (run.is_older_than(entry->mark)) return;
  entry->position = position;
  auto caller = entry->caller;
  if (item.has("CallerIDName")) caller.name = item.party("CallerIDName");
  if (item.has("CallerIDNum")) caller.number = item.party("CallerIDNum");
  if (entry->caller == caller) return;
  entry->caller = std::move(caller);
  if (entry->is_new) return;
  if (auto* const channel = scene.model.channels.find(uniqueid)) channel->caller = entry->caller;
  run.repaired(scene, "queue entry", uniqueid, "had another caller");
  scene.changes.touch_entries(queue.name);
}

void read_queue(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const name = item.get("Queue");
  if (name.empty()) return;
  auto& queue = obtain(scene.model.queues, name);
  if (queue.name.empty()) {
    queue.name = name;
    if (run.request.purpose != Purpose::resync) run.ask(queue_config, queue.name);  // a reload has brought it
  }
  queue.mark.listed = run.number;
  auto const kind = item.get("Event");
  if (equal_ignoring_case(kind, "QueueMember")) read_one_member(scene, run, queue, item);
  if (equal_ignoring_case(kind, "QueueEntry")) read_entry(scene, run, queue, item);
}

/// A leg that takes over another's place in a queue has waited as long as that one, and no event tells of it. Asterisk counts the
/// wait in whole seconds.
void tell_who_came_and_went(Scene& scene, Queue& queue, std::vector<QueueEntry> gone) {
  static constexpr Duration as_long{2'000'000};
  for (auto& entry : queue.entries) {
    if (!std::exchange(entry.is_new, false)) continue;
    auto const before =
        std::ranges::find_if(gone, [&](QueueEntry const& old) { return std::chrono::abs(old.joined - entry.joined) < as_long; });
    if (before == gone.end()) {
      scene.changes.tell(CallerJoined{queue.name, entry.uniqueid, entry.joined});
      continue;
    }
    entry.joined = before->joined;
    scene.changes.tell(CallerReplaced{queue.name, before->uniqueid, entry.uniqueid});
    gone.erase(before);
  }
  for (auto const& entry : gone) scene.changes.tell(CallerLeft{queue.name, entry.uniqueid, CallerLeft::How::left});
}

void drop_missing(Scene& scene, ListRun const& run, Queue& queue) {
  std::vector<QueueMember> members_gone;
  for (auto const& [interface, member] : queue.members.all())
    if (run.misses(member.mark)) members_gone.push_back(member);
  for (auto const& member : members_gone) {
    run.repaired(scene, "queue member", member_key(queue, member.interface), "was there no more");
    drop_member(scene, queue, member.interface, member.name);
  }
  auto gone = std::exchange(queue.vacated, {});
  auto const left = std::erase_if(queue.entries, [&](QueueEntry const& entry) {
    if (!run.misses(entry.mark)) return false;
    run.repaired(scene, "queue entry", entry.uniqueid, "was there no more");
    if (auto* const channel = scene.model.channels.find(entry.uniqueid)) channel->queue.clear();
    gone.push_back(entry);
    return true;
  });
  tell_who_came_and_went(scene, queue, std::move(gone));
  if (left > 0 || queue.suspect) scene.changes.touch_entries(queue.name);
  queue.suspect = false;
  std::ranges::stable_sort(queue.entries, {}, &QueueEntry::position);
}

void finish_queues(Scene& scene, ListRun& run) {
  auto const& only = run.request.argument;
  for (auto queue = scene.model.queues.begin(); queue != scene.model.queues.end();) {
    if (!only.empty() && !equal_ignoring_case(queue->first, only)) {
      ++queue;
      continue;
    }
    drop_missing(scene, run, queue->second);
    if (queue->second.entries.size() > 1) scene.rereads.want_order(queue->first, scene.now);
    auto const is_gone = run.misses(queue->second.mark) && queue->second.members.empty() && queue->second.entries.empty();
    queue = is_gone ? scene.model.queues.erase(queue) : std::next(queue);
  }
}

void read_summary(Scene& scene, ListRun&, wire::ami::Message const& item) {
  auto* const queue = lookup(scene.model.queues, item.get("Queue"));
  auto const hold_time = static_cast<int>(to_integer(item.get("HoldTime")).value_or(0));
  if (!queue || queue->hold_time == hold_time) return;
  queue->hold_time = hold_time;
  scene.changes.tell(HoldTimeChanged{queue->name});
}

std::vector<std::string> every_queue(Model const& model) {
  std::vector<std::string> names;
  for (auto const& [name, queue] : model.queues) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

/// "Line-000000-000003: wrapuptime=3"
void read_config(Scene& scene, ListRun& run, wire::ami::Message const& answer) {
  static constexpr std::string_view key = "wrapuptime=";
  auto* const queue = lookup(scene.model.queues, run.request.argument);
  if (!queue) return;
  queue->wrap_up = {};
  for (auto const& [name, value] : answer.headers())
    if (name.starts_with("Line-") && value.starts_with(key))
      queue->wrap_up = std::chrono::seconds(to_integer(value.substr(key.size())).value_or(0));
}

}  // namespace

constinit List const queues{.action = "QueueStatus",
                            .argument = "Queue",
                            .items = {"QueueParams", "QueueMember", "QueueEntry"},
                            .complete = "QueueStatusComplete",
                            .without_module = List::WithoutModule::nothing,
                            .read = read_queue,
                            .finish = finish_queues};
constinit List const queue_summary{.action = "QueueSummary",
                                   .argument = "Queue",
                                   .items = {"QueueSummary"},
                                   .complete = "QueueSummaryComplete",
                                   .read = read_summary};
/// Needs the right `system`.
constinit List const queue_config{.action = "GetConfig",
                                  .argument = "Category",
                                  .file = "queues.conf",
                                  .importance = Importance::optional,
                                  .read = read_config,
                                  .split = every_queue};

}  // namespace crosspoint::pbx::lists
