#include "domain/origination.h"

#include <algorithm>

#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

constexpr auto* ring_time_ms = "30000";

wire::ami::Action originate(std::string device, std::string caller, std::string channel_id) {
  return {"Originate",
          {{"Channel", std::move(device)},
           {"ChannelId", std::move(channel_id)},
           {"CallerID", std::move(caller)},
           {"Timeout", ring_time_ms},
           {"Async", "true"}}};
}

}  // namespace

wire::ami::Action ring(directory::Line const& line, std::string caller, std::string channel_id) {
  auto action = originate(line.device(), std::move(caller), std::move(channel_id));
  if (auto const colon = line.auto_answer.find(':'); colon != std::string::npos) {
    auto const value =
        line.auto_answer.substr(std::min(line.auto_answer.size(), line.auto_answer.find_first_not_of(' ', colon + 1)));
    auto const name = "PJSIP_HEADER(add," + wire::asterisk::argument(line.auto_answer.substr(0, colon)) + ")";
    action.headers.emplace_back("Variable", wire::asterisk::variable(name, value));
  }
  return action;
}

wire::ami::Action ring_number(std::string_view number, std::string_view context, std::string caller, std::string channel_id) {
  return originate("Local/" + wire::asterisk::dialable(number) + "@" + std::string(context), std::move(caller),
                   std::move(channel_id));
}

}  // namespace crosspoint::domain
