#include "domain/lamps.h"

#include <utility>

#include "domain/function_keys.h"

namespace crosspoint::domain {
namespace {

/// A key with a destination is lit for that destination only.
bool shows(directory::Forward const& forward, std::string const& destination) {
  return forward.on && (destination.empty() || destination == forward.destination);
}

}  // namespace

std::optional<AgentId> Lamps::agent_of(directory::FunctionKey const& key) const {
  if (!key.is_of_agent()) return std::nullopt;
  auto const* const agent = directory_.agent_called(key.destination);
  return agent ? std::optional(agent->id) : std::nullopt;
}

bool Lamps::is_lit(Lamp const& lamp) const {
  auto const* const user = directory_.user(lamp.user);
  if (!user) return false;
  auto const& services = user->services;
  auto const& destination = lamp.key.destination;
  using enum directory::FunctionKey::Service;
  switch (lamp.key.service) {
    case dnd: return services.dnd;
    case call_filter: return services.call_filter;
    case recording: return services.recording;
    case unconditional: return shows(services.unconditional, destination);
    case no_answer: return shows(services.no_answer, destination);
    case busy: return shows(services.busy, destination);
    case agent_toggle:
    case agent_login: return lamp.agent && agents_.status(*lamp.agent).logged_on;
    case agent_logout: return lamp.agent && !agents_.status(*lamp.agent).logged_on;
  }
  return false;
}

void Lamps::heed(Event const& event, Time now) {
  if (auto const* const services = std::get_if<ServicesSet>(&event)) look_at(of_user_, services->user, now);
  if (auto const* const agent = std::get_if<AgentChanged>(&event)) look_at(of_agent_, agent->agent, now);
}

template <class Id>
void Lamps::look_at(std::multimap<Id, std::string> const& lamps, Id whose, Time now) {
  auto const [first, last] = lamps.equal_range(whose);
  for (auto lamp = first; lamp != last; ++lamp) due_.insert(lamp->second);
  tell(now);
}

void Lamps::link_changed(pbx::LinkState state, Time now) {
  if (state != pbx::LinkState::live) return;
  for (auto& [device, lamp] : lamps_) {
    lamp.shown.reset();
    due_.insert(device);
  }
  tell(now);
}

void Lamps::answered(pbx::Answered const& answer, Time now) {
  asked_.erase(answer.token);
  tell(now);  // whoever was answered: there is room for another action
}

void Lamps::reconfigured(Time now) {
  auto const before = std::exchange(lamps_, {});
  of_user_.clear();
  of_agent_.clear();
  due_.clear();
  for (auto const& [id, user] : directory_.users) {
    for (auto const& key : user.function_keys) {
      auto const device = "Custom:" + function_key_extension(id, key, codes_);
      auto const old = before.find(device);
      Lamp lamp{id, key, agent_of(key), old == before.end() ? std::nullopt : old->second.shown};
      of_user_.emplace(id, device);
      if (lamp.agent) of_agent_.emplace(*lamp.agent, device);
      lamps_.emplace(device, std::move(lamp));
      due_.insert(device);
    }
  }
  tell(now);
}

void Lamps::tell(Time now) {
  while (!due_.empty() && asked_.size() < most_asked) {
    auto const& device = *due_.begin();
    auto& lamp = lamps_.at(device);
    if (bool const lit = is_lit(lamp); lamp.shown != lit) {
      auto const token =
          exchange_.act({"Setvar", {{"Variable", "DEVICE_STATE(" + device + ")"}, {"Value", lit ? "INUSE" : "NOT_INUSE"}}}, now);
      if (!token) return;  // no link now, or too many actions wait: told as soon as that is over
      asked_.insert(*token);
      lamp.shown = lit;
    }
    due_.erase(due_.begin());
  }
}

}  // namespace crosspoint::domain
