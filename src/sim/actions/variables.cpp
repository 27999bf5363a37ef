#include <algorithm>

#include "sim/actions.h"

namespace crosspoint::sim::actions {
namespace {

/// The text between `NAME(` and `)`, if the variable is that function.
std::optional<std::string_view> argument_of(std::string_view variable, std::string_view function) {
  if (!variable.starts_with(function) || !variable.ends_with(')')) return std::nullopt;
  variable.remove_prefix(function.size());
  if (!variable.starts_with('(')) return std::nullopt;
  return variable.substr(1, variable.size() - 2);
}

std::string device_state(Exchange& exchange, std::string_view device) {
  if (device.starts_with("PJSIP/"))
    if (auto const* const phone = exchange.lines.phone(device.substr(6))) return std::string(text_of(phone->state));
  auto const& devices = exchange.lines.devices();
  auto const found = devices.find(std::string(device));
  return found != devices.end() ? found->second : device.starts_with("PJSIP/") ? "INVALID" : "UNKNOWN";
}

std::string dialplan_exists(Exchange& exchange, std::string_view place) {
  auto const comma = place.find(',');
  if (comma == std::string_view::npos) return "0";
  auto const rest = place.substr(comma + 1);
  return exchange.dialplan.exists(place.substr(0, comma), rest.substr(0, rest.find(','))) ? "1" : "0";
}

std::string value_in(std::map<std::string, std::string> const& variables, std::string_view name) {
  auto const found = variables.find(std::string(name));
  return found == variables.end() ? std::string{} : found->second;
}

}  // namespace

void getvar(Exchange& exchange, Request& request) {
  auto const variable = request.get("Variable"), name = request.get("Channel");
  if (variable.empty()) return request.error("No variable specified");
  auto const* const channel = exchange.lines.find(name);
  if (!name.empty() && !channel) return request.error("No such channel");
  std::string value;
  if (auto const place = argument_of(variable, "DIALPLAN_EXISTS")) value = dialplan_exists(exchange, *place);
  else if (auto const device = argument_of(variable, "DEVICE_STATE")) value = device_state(exchange, *device);
  else value = value_in(channel ? channel->variables : exchange.globals, variable);
  request.respond("Success").add("Variable", variable).add("Value", value).end();
}

void setvar(Exchange& exchange, Request& request) {
  auto const variable = request.get("Variable"), name = request.get("Channel"), value = request.get("Value");
  if (variable.empty()) return request.error("No variable specified");
  auto* const channel = exchange.lines.find(name);
  if (!name.empty() && !channel) return request.error("No such channel");
  if (auto const device = argument_of(variable, "DEVICE_STATE")) {
    if (!device->starts_with("Custom:")) return request.error("Variable not set");
    request.success("Variable Set");
    return exchange.lines.set_device(std::string(*device), value);
  }
  auto& variables = channel ? channel->variables : exchange.globals;
  if (variables.size() >= Exchange::variable_limit && !variables.contains(std::string(variable)))
    return request.error("Variable not set");
  variables[std::string(variable)] = value;
  request.success("Variable Set");
}

}  // namespace crosspoint::sim::actions
