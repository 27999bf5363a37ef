#include "domain/actions.h"

#include "wire/asterisk/text.h"

namespace crosspoint::domain {

wire::ami::Action dialplan_exists(Place const& place) {
  return {"Getvar", {{"Variable", "DIALPLAN_EXISTS(" + place.context + "," + place.exten + ",1)"}}};
}

wire::ami::Action set_variable(std::string const& channel, std::string const& name, std::string const& value) {
  return {"Setvar", {{"Channel", channel}, {"Variable", name}, {"Value", value}}};
}

wire::ami::Action send_to(std::string const& channel, Place const& place) {
  return {"Redirect", {{"Channel", channel}, {"Context", place.context}, {"Exten", place.exten}, {"Priority", "1"}}};
}

wire::ami::Action part(std::string const& one, Place const& place, std::string const& other, Place const& other_place) {
  auto action = send_to(one, place);
  action.headers.insert(action.headers.end(), {{"ExtraChannel", other},
                                               {"ExtraContext", other_place.context},
                                               {"ExtraExten", other_place.exten},
                                               {"ExtraPriority", "1"}});
  return action;
}

wire::ami::Action connect(std::string const& one, std::string const& other) {
  return {"Bridge", {{"Channel1", one}, {"Channel2", other}, {"Tone", "no"}}};
}

wire::ami::Action end_with_bridge(std::string const& channel) { return set_variable(channel, "CHANNEL(after_bridge_goto)", ""); }

wire::ami::Action notify_within_call(std::string const& channel, std::string_view event) {
  return {"PJSIPNotify", {{"Channel", channel}, {"Variable", wire::asterisk::variable("Event", event)}}};
}

wire::ami::Action hang_up(std::string const& channel, Cause cause) {
  return {"Hangup", {{"Channel", channel}, {"Cause", std::to_string(static_cast<int>(cause))}}};
}

}  // namespace crosspoint::domain
