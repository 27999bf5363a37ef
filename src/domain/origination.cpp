#include "domain/origination.h"

#include <algorithm>

#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

constexpr auto* ring_time_ms = "30000";

}  // namespace

wire::ami::Action ring(directory::Line const& line, std::string caller, std::string channel_id) {
  wire::ami::Action action{"Originate",
                           {{"Channel", line.device()},
                            {"ChannelId", std::move(channel_id)},
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
