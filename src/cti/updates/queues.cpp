// Waiting calls and live figures of queues: to who subscribed. (protocol S26, S27)
#include "cti/updates.h"
#include "domain/queues/queue_entries.h"
#include "domain/queues/queue_statistics.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {
namespace {

using Group = domain::LiveFigures::Group;
using wire::json::Writer;

}  // namespace

boost::json::object entries_message(State const& state, directory::Queue const& queue) {
  boost::json::array entries;
  for (auto const& entry : state.queue_entries.of(queue))
    entries.push_back({{"position", entry.position},
                       {"name", entry.name},
                       {"number", entry.number},
                       {"join_time", epoch_seconds(state.wall_clock.at(entry.joined))},
                       {"uniqueid", entry.uniqueid}});
  return {{"class", "queueentryupdate"},
          {"state", {{"queue_id", queue.id.value}, {"queue_name", queue.name}, {"entries", std::move(entries)}}}};
}

/// The figures of a group together: the newer line makes the older one superfluous.
Writer figures_message(State const& state, directory::Queue const& queue, Group group, Time now) {
  auto const figures = state.queue_statistics.figures(queue.id);
  Writer writer("getqueuesstats");
  writer.open("stats").open(std::to_string(queue.id.value));
  switch (group) {
    case Group::agents: writer.number("Xivo-LoggedAgents", figures.logged_agents); break;
    case Group::members:
      writer.text("Xivo-AvailableAgents", std::to_string(figures.available))
          .text("Xivo-TalkingAgents", std::to_string(figures.talking))
          .text("Xivo-EWT", std::to_string(figures.wait));
      break;
    case Group::callers:
      writer.number("Xivo-WaitingCalls", figures.waiting);
      if (figures.longest_since)
        writer.number("Xivo-LongestWaitTime", std::chrono::floor<std::chrono::seconds>(now - *figures.longest_since).count());
      break;
  }
  writer.close().close();
  return writer;
}

void Updates::tell(domain::QueueEntriesChanged const& event, Time now) {
  auto const queue = state_.directory.queues.find(event.queue);
  if (queue == state_.directory.queues.end()) return;
  clients_.tell(flow::Topic::queue_entries(event.queue), entries_message(state_, queue->second), now,
                state_key(entries_of_queue, event.queue.value));
}

void Updates::tell(domain::QueueFiguresChanged const& event, Time now) {
  auto const queue = state_.directory.queues.find(event.queue);
  if (queue == state_.directory.queues.end()) return;
  auto const topic = topic_of(flow::Topic::Kind::queue_figures, queue->second.context);
  clients_.tell(topic, figures_message(state_, queue->second, event.group, now), now,
                state_key(figures_of_queue + static_cast<std::uint64_t>(event.group), event.queue.value));
}

}  // namespace crosspoint::cti
