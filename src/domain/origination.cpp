#include "domain/origination.h"

#include <algorithm>

#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

constexpr auto* ring_time_ms = "30000";

}  // namespace

wire::ami::Action ring(directory::Line const& line, std::string caller, Time now, std::string const& serial) {
  auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  wire::ami::Action action{"Originate",
                           {{"Channel", line.device()},
                            {"ChannelId", "xp-" + std::to_string(seconds) + "-" + serial},
                            {"CallerID", std::move(caller)},
                            {"Timeout", ring_time_ms},
                            {"Async", "true"}}};
  if (auto const colon = line.auto_answer.find(':'); colon != std::string::npos) {
    auto const value =
        line.auto_answer.substr(std::min(line.auto_answer.size(), line.auto_answer.find_first_not_of(' ', colon + 1)));
    auto const name = "PJSIP_HEADER(add," + wire::asterisk::argument(line.auto_answer.substr(0, colon)) + ")";
    action.headers.emplace_back("Variable", wire::asterisk::variable(name, value));
  }
  return action;
}

}  // namespace crosspoint::domain
