#include "domain/dialplan.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "domain/agent_logins.h"
#include "domain/feature_orders.h"
#include "domain/function_keys.h"
#include "domain/people/people.h"
#include "pbx/model/channel.h"

namespace crosspoint::domain {
namespace {

constexpr std::array services{
    std::pair{std::string_view("enablednd"), Feature::dnd},
    std::pair{std::string_view("callrecord"), Feature::recording},
    std::pair{std::string_view("incallfilter"), Feature::call_filter},
    std::pair{std::string_view("fwdunc"), Feature::unconditional},
    std::pair{std::string_view("fwdrna"), Feature::no_answer},
    std::pair{std::string_view("fwdbusy"), Feature::busy},
    std::pair{std::string_view("fwdundoall"), Feature::undo},
};

std::optional<Feature> feature_named(std::string_view name) {
  auto const* const found = std::ranges::find(services, name, [](auto const& service) { return service.first; });
  return found == services.end() ? std::nullopt : std::optional(found->second);
}

/// Nothing for the keys of agents.
std::optional<Feature> feature_of(directory::FunctionKey::Service service) {
  using enum directory::FunctionKey::Service;
  switch (service) {
    case dnd: return Feature::dnd;
    case call_filter: return Feature::call_filter;
    case recording: return Feature::recording;
    case unconditional: return Feature::unconditional;
    case no_answer: return Feature::no_answer;
    case busy: return Feature::busy;
    default: return std::nullopt;
  }
}

directory::FunctionKey::Service agent_code_named(std::string_view name) {
  using enum directory::FunctionKey::Service;
  return name == "login" ? agent_login : name == "logout" ? agent_logout : agent_toggle;
}

/// Empty when there are not so many.
std::string argument(wire::agi::Request const& request, std::size_t index) {
  return index < request.arguments.size() ? request.arguments[index] : std::string{};
}

}  // namespace

void Dialplan::asked(flow::AgiAsked const& question, Time now) {
  auto const& request = question.request;
  if (request.script == "user") return call_to_user(question.id, request, now);
  if (request.script == "did") return call_from_outside(question.id, request);
  if (request.script == "service") return feature_code(question.id, request);
  if (request.script == "funckey") return function_key(question.id, request, now);
  if (request.script == "agent") return call_to_agent(question.id, request);
  if (request.script == "agentcode")
    return agent_code(question.id, request, {agent_code_named(argument(request, 0)), argument(request, 1)}, now);
  answer_nothing(question.id, request, "a question that Crosspoint does not know");
}

void Dialplan::call_to_user(AgiId id, wire::agi::Request const& request, Time now) {
  auto const extension = argument(request, 0);
  auto const* const user = user_at(extension, argument(request, 1));
  if (!user) return answer(id, {});  // the dialplan's defaults ring the phone of that name
  if (turns_away(user->services))
    events_.emplace_back(CallTurnedAway{user->id, request.uniqueid, request.caller_name, request.caller_number});
  auto variables = name_of_caller(request);
  std::ranges::move(route({extension, request.uniqueid, wall_clock_.at(now)}, *user, directory_, settings_),
                    std::back_inserter(variables));
  answer(id, std::move(variables));
}

void Dialplan::call_from_outside(AgiId id, wire::agi::Request const& request) {
  auto variables = name_of_caller(request);
  if (auto const found = incoming_.numbers.find(argument(request, 0)); found != incoming_.numbers.end())
    variables.push_back({"XP_DEST", found->second});
  answer(id, std::move(variables));
}

/// Of one whom the exchange knows by the number alone, if we know more.
wire::agi::Variables Dialplan::name_of_caller(wire::agi::Request const& request) const {
  if (!request.caller_name.empty()) return {};
  auto const* const contact = people_.of_number(request.caller_number);
  auto const name = contact ? contact->value("name") : std::string{};
  return name.empty() ? wire::agi::Variables{} : wire::agi::Variables{{"CALLERID(name)", name}};
}

void Dialplan::feature_code(AgiId id, wire::agi::Request const& request) {
  auto const feature = feature_named(argument(request, 0));
  if (!feature) return answer_nothing(id, request, "no service of that name");
  auto const* const user = user_of_channel(request.channel);
  if (!user) return answer_nothing(id, request, "the caller is no user's line");
  set(id, user->id, *feature, dialled(*feature, argument(request, 1), user->services));
}

/// A key works for its own user alone: anybody's phone can dial its extension.
void Dialplan::function_key(AgiId id, wire::agi::Request const& request, Time now) {
  auto const dialled = dialled_key(argument(request, 0), codes_);
  auto const feature = dialled ? feature_of(dialled->key.service) : std::nullopt;
  if (!dialled) return answer_nothing(id, request, "no key");
  auto const* const user = user_of_channel(request.channel);
  if (!user || user->id != dialled->user) return answer_nothing(id, request, "the key of somebody else");
  if (!feature) return agent_code(id, request, dialled->key, now);
  set(id, user->id, *feature, pressed(*feature, dialled->key.destination, user->services));
}

/// A member in callback form is being called.
void Dialplan::call_to_agent(AgiId id, wire::agi::Request const& request) {
  auto const* const login = logins_.login(AgentId{to_integer(argument(request, 0)).value_or(0)});
  if (!login) return answer_nothing(id, request, "this agent is not logged on");
  answer(id, {{"XP_INTERFACE", login->device}});
}

/// Any phone of a user may log any agent on at itself, and off: whoever knows the number may sit down anywhere. Without a number
/// it is the agent of the phone's user.
void Dialplan::agent_code(AgiId id, wire::agi::Request const& request, directory::FunctionKey const& key, Time now) {
  auto const* const line = line_of_channel(request.channel);
  auto const* const user = line ? directory_.user(line->user) : nullptr;
  if (!user) return answer_nothing(id, request, "the caller is no user's line");
  auto const own = user->agent ? directory_.agents.find(*user->agent) : directory_.agents.end();
  auto const* const agent = !key.destination.empty()         ? directory_.agent_called(key.destination)
                            : own == directory_.agents.end() ? nullptr
                                                             : &own->second;
  if (!agent) return answer_nothing(id, request, "no such agent");
  using Service = directory::FunctionKey::Service;
  auto const on = key.service == Service::agent_login || (key.service == Service::agent_toggle && !logins_.login(agent->id));
  if (!logins_.can_act()) return answer_nothing(id, request, "no link to the exchange");
  if (!on) logins_.log_off(agent->id, now);
  else if (logins_.log_on(agent->id, *line, {}, now) != AgentLogins::LogOn::done)
    return answer_nothing(id, request, "another agent is logged on at this phone");
  answer(id, {{"XP_STATE", on ? "1" : "0"}});
}

void Dialplan::set(AgiId id, UserId user, Feature feature, ServiceChange change) {
  features_.set(user, std::move(change));
  features_.tell_in_order(user, FeatureDialled{id, user, feature});
}

void Dialplan::heed(Event const& event) {
  if (auto const* const dialled = std::get_if<FeatureDialled>(&event)) confirm(*dialled);
}

void Dialplan::confirm(FeatureDialled const& dialled) {
  auto const* const user = directory_.user(dialled.user);
  if (!user) return answer(dialled.asker, {});
  answer(dialled.asker, {{"XP_STATE", is_on(dialled.feature, user->services) ? "1" : "0"}});
}

void Dialplan::answer_nothing(AgiId id, wire::agi::Request const& request, std::string const& why) {
  effects_.emplace_back(Log{LogLevel::warning, "FastAGI: " + request.channel + " asks for " + request.script + " " +
                                                   argument(request, 0) + ": " + why});
  answer(id, {});
}

directory::User const* Dialplan::user_at(std::string const& extension, std::string_view context) const {
  auto const found = lines_at_.find(extension);
  if (found == lines_at_.end()) return nullptr;
  auto const& lines = found->second;
  auto const of_context = std::ranges::find_if(lines, [&](LineId id) { return directory_.line(id)->context == context; });
  if (of_context != lines.end()) return directory_.user(directory_.line(*of_context)->user);
  return lines.size() == 1 ? directory_.user(directory_.line(lines.front())->user) : nullptr;
}

directory::Line const* Dialplan::line_of_channel(std::string_view channel) const {
  auto const found = line_of_device_.find(std::string(pbx::device_of(channel)));
  return found == line_of_device_.end() ? nullptr : directory_.line(found->second);
}

directory::User const* Dialplan::user_of_channel(std::string_view channel) const {
  auto const* const line = line_of_channel(channel);
  return line ? directory_.user(line->user) : nullptr;
}

void Dialplan::reconfigured() {
  lines_at_.clear();
  line_of_device_.clear();
  for (auto const& [id, line] : directory_.lines) {
    lines_at_[line.number].push_back(id);
    line_of_device_[line.device()] = id;
  }
}

}  // namespace crosspoint::domain
