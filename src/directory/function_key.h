#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace crosspoint::directory {

/// A programmed key of a user's phone: it sets a service, and its lamp shows it. (telephony 4.14)
struct FunctionKey {
  enum class Service { dnd, call_filter, recording, unconditional, no_answer, busy, agent_toggle, agent_login, agent_logout };

  Service service{};
  std::string destination;  ///< of a forward: where to, or empty; of an agent: its number, or `*` and its id; else empty
  bool operator==(FunctionKey const&) const = default;

  [[nodiscard]] bool is_of_agent() const { return service >= Service::agent_toggle; }
  [[nodiscard]] bool is_of_forward() const { return service >= Service::unconditional && service <= Service::busy; }
};

/// How the services of keys are written in files and in the store.
inline constexpr std::array function_key_services{
    std::pair{std::string_view("dnd"), FunctionKey::Service::dnd},
    std::pair{std::string_view("call_filter"), FunctionKey::Service::call_filter},
    std::pair{std::string_view("recording"), FunctionKey::Service::recording},
    std::pair{std::string_view("unconditional"), FunctionKey::Service::unconditional},
    std::pair{std::string_view("no_answer"), FunctionKey::Service::no_answer},
    std::pair{std::string_view("busy"), FunctionKey::Service::busy},
    std::pair{std::string_view("agent_toggle"), FunctionKey::Service::agent_toggle},
    std::pair{std::string_view("agent_login"), FunctionKey::Service::agent_login},
    std::pair{std::string_view("agent_logout"), FunctionKey::Service::agent_logout},
};

constexpr std::string_view name_of(FunctionKey::Service service) {
  for (auto const& [name, named] : function_key_services)
    if (named == service) return name;
  return {};
}

}  // namespace crosspoint::directory
