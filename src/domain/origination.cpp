#include "domain/origination.h"

#include <algorithm>

namespace crosspoint::domain {
namespace {

constexpr auto* ring_time_ms = "30000";

/// In a Variable header a semicolon begins a comment unless it is escaped.
std::string escape_semicolons(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == ';') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string caller_id(std::string name, std::string_view number) {
  // What would end the quotes is left out.
  std::erase_if(name, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
  return "\"" + name + "\" <" + std::string(number) + ">";
}

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
    action.headers.emplace_back("Variable",
                                "PJSIP_HEADER(add," + line.auto_answer.substr(0, colon) + ")=" + escape_semicolons(value));
  }
  return action;
}

}  // namespace crosspoint::domain
