#include <array>
#include <cstdio>

#include "base/wall_clock.h"
#include "sim/actions.h"

namespace crosspoint::sim::actions {
namespace {

std::string date_of(WallTime time) {
  std::chrono::year_month_day const day(std::chrono::floor<std::chrono::days>(time));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text.data();
}

std::string clock_of(WallTime time) {
  std::chrono::hh_mm_ss const clock(std::chrono::floor<std::chrono::seconds>(time - std::chrono::floor<std::chrono::days>(time)));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text.data();
}

}  // namespace

void core_settings(Exchange&, Request& request) {
  request.respond("Success")
      .add("AMIversion", "11.0.0")
      .add("AsteriskVersion", "22.10.1-sim")
      .add("SystemName", "")
      .add("CoreMaxCalls", 0)
      .add("CoreMaxLoadAvg", "0.000000")
      .add("CoreRunUser", "")
      .add("CoreRunGroup", "")
      .add("CoreMaxFilehandles", 0)
      .add("CoreRealTimeEnabled", "No")
      .add("CoreCDRenabled", "Yes")
      .add("CoreHTTPenabled", "No")
      .add("SoundsSearchCustomDir", "No")
      .end();
}

void core_status(Exchange& exchange, Request& request) {
  auto const started = WallClock{}.at(exchange.lines.started());
  request.respond("Success")
      .add("CoreStartupDate", date_of(started))
      .add("CoreStartupTime", clock_of(started))
      .add("CoreReloadDate", date_of(started))
      .add("CoreReloadTime", clock_of(started))
      .add("CoreCurrentCalls", exchange.lines.channels().size())
      .add("CoreProcessedCalls", exchange.lines.created())
      .end();
}

void get_config(Exchange& exchange, Request& request) {
  if (request.get("Filename").empty()) return request.error("Filename not specified");
  if (request.get("Filename") != "queues.conf") return request.error("Config file not found");
  auto const wanted = request.get("Category");
  auto lines = request.respond("Success");
  auto category = 0;
  auto const number = [](int value) {
    auto text = std::to_string(value);
    return text.insert(0, 6 - text.size(), '0');
  };
  for (auto const& queue : exchange.queues.all()) {
    if (!wanted.empty() && wanted != queue.name) continue;
    auto const place = number(category++);
    auto const line = [&](int at, std::string const& text) { lines.add("Line-" + place + "-" + number(at), text); };
    lines.add("Category-" + place, queue.name);
    line(0, "strategy=ringall");
    line(1, "timeout=" + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(queue.ring_time).count()));
    line(2, "retry=1");
    line(3, "wrapuptime=" + std::to_string(queue.wrapup));
  }
  lines.end();
}

}  // namespace crosspoint::sim::actions
