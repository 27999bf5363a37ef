// The calls of a user: to who asked; and which of them were seen. (protocol S32, P248 to P250)
#include "cti/call_mark.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

/// Strictly typed clients of the time want a text: of whom nobody knows the name, it is the number.
boost::json::object shown(flow::CallsRead::Entry const& entry) {
  auto const& call = entry.call;
  return {{"calldate", entry.date},
          {"duration", std::chrono::duration<double>(call.duration()).count()},
          {"extension", call.extension},
          {"fullname", call.name.empty() ? call.extension : call.name},
          {"mode", static_cast<int>(call.mode)}};
}

boost::json::object shown(flow::CallsRead::Entry const& entry, WallTime seen_until) {
  auto all = shown(entry);
  all["id"] = id_of({entry.call.started, entry.number});
  all["calltime"] = epoch_seconds(entry.call.started);
  if (entry.call.mode == flow::PastCall::Mode::missed) all["seen"] = entry.call.started <= seen_until;
  return all;
}

}  // namespace

void Updates::tell(domain::HistoryRead const& event, Time now) {
  boost::json::array calls;
  for (auto const& entry : event.calls) calls.emplace_back(event.seen_until ? shown(entry, *event.seen_until) : shown(entry));
  clients_.answer(event.asker, {{"class", "history"}, {"history", std::move(calls)}}, now);
}

void Updates::tell(domain::HistorySeen const& event, Time now) {
  clients_.tell(flow::Topic::history(event.user), wire::json::Writer("history_seen").text("until", id_of(event.until)), now);
}

}  // namespace crosspoint::cti
