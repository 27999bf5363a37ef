#include "domain/auto_answer.h"

#include <algorithm>
#include <array>

#include "domain/actions.h"
#include "pbx/exchange.h"
#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

/// How phones of one make are asked.
struct Way {
  std::string_view name;
  std::string_view event;
  std::string_view content;  ///< empty: a NOTIFY within the call, else one to the phone
};
constexpr std::array ways{
    Way{"talk", "talk", ""},
    Way{"aastra", "aastra-xml", R"(<AastraIPPhoneExecute><ExecuteItem URI="Key:Line1"/></AastraIPPhoneExecute>)"},
    Way{"yealink", "Yealink-xml", R"(<YealinkIPPhoneExecute Beep="no"><ExecuteItem URI="Key:LINE1"/></YealinkIPPhoneExecute>)"},
};

Way const* way_of(directory::Line const& line) {
  auto const* const found = std::ranges::find(ways, line.auto_answer, &Way::name);
  return found == ways.end() ? nullptr : found;
}

wire::ami::Action notify(Way const& way, directory::Line const& line, pbx::Channel const& leg) {
  if (way.content.empty()) return notify_within_call(leg.name, way.event);
  return {"PJSIPNotify",
          {{"Endpoint", line.name},
           {"Variable", wire::asterisk::variable("Event", way.event)},
           {"Variable", wire::asterisk::variable("Content-type", "application/xml")},
           {"Variable", wire::asterisk::variable("Content", way.content)}}};
}

}  // namespace

bool takes_orders_within_call(directory::Line const& line) {
  auto const* const way = way_of(line);
  return way && way->content.empty();
}

void AutoAnswer::calls_changed(std::string_view device, Time now) {
  auto const* const line = lines_.of_device(device);
  auto const* const way = line ? way_of(*line) : nullptr;
  if (!way) return;
  auto const& channels = exchange_.model().channels;
  std::erase_if(asked_, [&](std::string const& uniqueid) { return !channels.find(uniqueid); });
  for (auto const& uniqueid : channels.of_device(device)) {
    auto const* const leg = channels.find(uniqueid);
    auto const is_own = leg && leg->course.start == pbx::Course::Start::originated;
    if (!is_own || leg->state != pbx::ChannelState::ringing || !asked_.insert(uniqueid).second) continue;
    // When it fails, the phone rings on until somebody picks it up.
    static_cast<void>(exchange_.act(notify(*way, *line, *leg), now));
  }
}

}  // namespace crosspoint::domain
