#include "cti/commands.h"

#include <array>
#include <string>
#include <unordered_map>

#include "cti/clients.h"

namespace crosspoint::cti {
namespace {

std::unordered_map<std::string_view, Command const*> const& by_name() {
  static auto const all = [] {
    std::unordered_map<std::string_view, Command const*> commands;
#define COMMAND(one) commands.emplace(one.name, &one);
#include "cti/commands.list"
#undef COMMAND
    return commands;
  }();
  return all;
}

/// Classes, and commands of classes, that hold several commands, and the field that tells them apart.
constexpr std::array selectors{
    std::pair<std::string_view, std::string_view>{"featuresput", "function"},
    std::pair<std::string_view, std::string_view>{"getlist", "function"},
    std::pair<std::string_view, std::string_view>{"ipbxcommand", "command"},
    std::pair<std::string_view, std::string_view>{"subscribe", "message"},
    std::pair<std::string_view, std::string_view>{"ipbxcommand meetme", "function"},
};

/// "class", with the selectors that follow from the table above: "class selector". Empty when a selector is missing or no text.
std::string name_of(boost::json::object const& request, std::string_view message_class) {
  std::string name(message_class);
  for (auto const& [several, field] : selectors) {
    if (name != several) continue;
    auto const chosen = wire::Fields(request).optional_text(field);
    if (chosen.empty()) return {};
    name += " " + std::string(chosen);
  }
  return name;
}

std::string who(Caller const& caller) {
  return "session " + std::to_string(caller.asker.session.value) + " of user " + std::to_string(caller.asker.user.value);
}

}  // namespace

void dispatch(Services const& services, Caller const& caller, boost::json::object const& request) {
  auto& clients = std::get<Clients&>(services);
  auto const message_class = wire::Fields(request).optional_text("class");
  auto const name = name_of(request, message_class);
  auto const found = by_name().find(name);
  auto const is_known =
      found != by_name().end() && (!found->second->extension || caller.extensions.has(*found->second->extension));
  if (!is_known) {
    clients.log(LogLevel::debug, who(caller) + ": no such command: " + name.substr(0, 64));
    return;
  }
  auto const& command = *found->second;
  auto const answer = [&](boost::json::object fields) {
    boost::json::object message{{"class", boost::json::string_view(message_class.data(), message_class.size())}};
    // A reply may carry a class of its own.
    for (auto& field : fields) message[field.key()] = std::move(field.value());
    clients.answer(caller.asker, message, caller.now);
  };
  if (!caller.may(command.needs)) {
    clients.log(LogLevel::warning, who(caller) + " has no right to " + name);
    // Only call control has refusals, and its errors are of class ipbxcommand whatever the request's class. (protocol S07)
    if (!command.refusal.empty())
      answer(
          {{"class", "ipbxcommand"}, {"error_string", boost::json::string_view(command.refusal.data(), command.refusal.size())}});
    return;
  }
  auto result = command.invoke(services, caller, wire::Fields(request));
  if (!result) clients.log(LogLevel::info, who(caller) + ": " + name + " is left out: " + result.error().detail);
  else if (*result) answer(std::move(**result));
}

}  // namespace crosspoint::cti
