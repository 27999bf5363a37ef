#include "session/capabilities.h"

namespace crosspoint::session {
namespace {

boost::json::array texts(std::vector<std::string> const& values) {
  boost::json::array out;
  for (auto const& value : values) out.emplace_back(value);
  return out;
}

boost::json::object texts(std::map<std::string, std::string> const& values) {
  boost::json::object out;
  for (auto const& [key, value] : values) out[key] = value;
  return out;
}

/// `actions` is there even when there are none: clients of the time read it of every presence.
boost::json::object user_status(directory::PresenceGroup const* group) {
  boost::json::object out;
  if (!group) return out;
  for (auto const& presence : group->presences) {
    boost::json::object entry{{"longname", presence.longname}, {"color", presence.color}, {"actions", texts(presence.actions)}};
    if (!presence.allowed.empty()) entry["allowed"] = texts(presence.allowed);
    out[presence.name] = std::move(entry);
  }
  return out;
}

boost::json::object phone_status(directory::Directory const& directory, directory::Profile const& profile) {
  boost::json::object out;
  auto const group = directory.phone_status_groups.find(profile.phone_status);
  if (group == directory.phone_status_groups.end()) return out;
  for (auto const& [code, state] : group->second.states)
    out[std::to_string(code)] = {{"longname", state.longname}, {"color", state.color}};
  return out;
}

boost::json::array xlet(directory::Xlet const& xlet) {
  boost::json::array out{xlet.name, xlet.layout};
  if (xlet.layout == "dock") out.emplace_back(xlet.options);
  if (xlet.order != 0) out.emplace_back(std::to_string(xlet.order));
  return out;
}

}  // namespace

boost::json::object capabilities(directory::Directory const& directory, directory::User const& user,
                                 directory::Profile const& profile, std::string_view presence) {
  boost::json::array xlets;
  for (auto const& each : profile.xlets) xlets.push_back(xlet(each));
  boost::json::value preferences = false;
  if (!profile.preferences.empty()) preferences = texts(profile.preferences);
  return {{"userid", std::to_string(user.id.value)},
          {"ipbxid", "xivo"},
          {"presence", boost::json::string_view(presence.data(), presence.size())},
          {"appliname", profile.name},
          {"capas",
           {{"preferences", std::move(preferences)},
            {"services", texts(profile.services)},
            {"userstatus", user_status(directory.presences_of(user))},
            {"phonestatus", phone_status(directory, profile)}}},
          {"capaxlets", std::move(xlets)}};
}

}  // namespace crosspoint::session
