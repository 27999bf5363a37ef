#include "base/text.h"

#include <memory>
#include "sim/actions.h"
#include "sim/apps/origination.h"
#include "sim/apps/plain.h"

namespace crosspoint::sim::actions {
namespace {

/// `"Alice Martin" <1001>`, `<1001>` or `1001`.
Party read_caller(std::string_view text) {
  auto const open = text.rfind('<'), close = text.rfind('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {std::string(text), {}};
  auto name = text.substr(0, open);
  while (name.ends_with(' ')) name.remove_suffix(1);
  if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
  return {std::string(text.substr(open + 1, close - open - 1)), std::string(name)};
}

std::map<std::string, std::string> read_variables(wire::ami::Message const& message) {
  std::map<std::string, std::string> variables;
  for (auto const text : message.all("Variable"))
    if (auto const equals = text.find('='); equals != std::string_view::npos)
      variables[std::string(text.substr(0, equals))] = text.substr(equals + 1);
  return variables;
}

}  // namespace

void originate(Exchange& exchange, Request& request) {
  Origin origin{.action_id = std::string(request.action_id()),
                .channel = std::string(request.get("Channel")),
                .channel_id = std::string(request.get("ChannelId")),
                .context = std::string(request.get("Context")),
                .exten = std::string(request.get("Exten")),
                .application = std::string(request.get("Application")),
                .data = std::string(request.get("Data")),
                .caller = std::nullopt,
                .variables = read_variables(request.message())};
  if (origin.channel.empty()) return request.error("Channel not specified");
  if (!request.get("Timeout").empty()) {
    auto const timeout = to_integer(request.get("Timeout"));
    if (!timeout || *timeout < 0) return request.error("Invalid timeout");
    origin.timeout = std::chrono::milliseconds(*timeout);
  }
  if (!request.get("CallerID").empty()) origin.caller = read_caller(request.get("CallerID"));
  if (origin.application.empty() && !exchange.dialplan.exists(origin.context, origin.exten))
    return request.error("Extension does not exist.");
  request.success("Originate successfully queued");
  Origination::start(exchange.lines, std::move(origin), [&exchange](Channel& channel, Origin const& asked) {
    if (asked.application.empty()) return exchange.dialplan.run(channel, asked.context, asked.exten);
    channel.application = asked.application;
    channel.data = asked.data;
    exchange.lines.serve(std::make_unique<Plain>(exchange.lines), {&channel});
  });
}

}  // namespace crosspoint::sim::actions
