// The calls of a user: to who asked. (protocol S32)
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

}  // namespace

void Updates::tell(domain::HistoryRead const& event, Time now) {
  boost::json::array calls;
  for (auto const& entry : event.calls) calls.emplace_back(shown(entry));
  clients_.answer(event.asker, {{"class", "history"}, {"history", std::move(calls)}}, now);
}

}  // namespace crosspoint::cti
