#pragma once

#include "directory/directory.h"

namespace crosspoint::io::store {

/// For tests: a configuration in which every field of every entity differs from its default at least once.
inline directory::Directory everything() {
  using namespace directory;
  Directory all;
  all.xivo_uuid = "00000000-0000-4000-8000-000000000000";
  all.contexts["default"] = {"default", "Siège"};
  all.presence_groups["office"] = {"office",
                                   {{"disconnected", "Gone", "#9E9E9E", {}, {{"agentlogoff", ""}}},
                                    {"available", "Available", "#9BC920", {"away", "available"}, {{"enablednd", "false"}}},
                                    {"away", "It's \"away\"; really", "#FFDD00", {"available"}, {}}}};
  all.phone_status_groups["office"] = {"office", {{-2, {"Inexistent", "#9E9E9E"}}, {0, {"Idle", "#9BC920"}}}};
  all.displays["full"] = {"full", {{"Name", "name", {"lastname", "firstname"}, ""}, {"Étage", "", {"floor"}, "ground"}}};
  all.profiles[ProfileId{3}] = {ProfileId{3},
                                "Client",
                                "office",
                                "office",
                                {{"identity", "grid", "", 0}, {"queues", "dock", "fcms", 2}},
                                {"fwdunc", "enablednd"},
                                {{"xlet.identity.logagent", "1"}},
                                {Right::dial, Right::own_settings, Right::others_settings, Right::hang_up},
                                "full",
                                "full"};
  all.agents[AgentId{1}] = {AgentId{1}, "2001", "Dave", "Okafor", "default"};
  all.voicemails[VoicemailId{1}] = {VoicemailId{1}, "1001", "default"};
  all.lines[LineId{4}] = {LineId{4}, UserId{1}, "SCCP", "desk4", "1004", "default", "Alert-Info: <http://localhost>;info=x"};
  all.lines[LineId{9}] = {LineId{9}, UserId{1}, "PJSIP", "1001", "1001", "default", ""};
  auto& user = all.users[UserId{1}];
  user.id = UserId{1};
  user.uuid = "00000000-0000-4000-8000-000000000001";
  user.login = "alice";
  user.firstname = "Alice";
  user.lastname = "Martin";
  user.mobile = "+33600000001";
  user.profile = ProfileId{3};
  user.agent = AgentId{1};
  user.voicemail = VoicemailId{1};
  user.lines = {LineId{9}, LineId{4}};
  user.services = {true, true, true, true, {true, "1"}, {true, "2"}, {true, "3"}};
  user.function_keys = {
      {FunctionKey::Service::dnd, ""}, {FunctionKey::Service::busy, "1003"}, {FunctionKey::Service::agent_login, "*1"}};
  auto& barred = all.users[UserId{5'000'000'000}];
  barred.id = UserId{5'000'000'000};
  barred.uuid = "00000000-0000-4000-8000-000000000005";
  barred.firstname = "Heidi";
  barred.client_access = false;
  all.queues[QueueId{1}] = {QueueId{1},       "blue", "Blue", "3001", "default", {AgentId{1}}, {LineId{9}, LineId{4}},
                            {{AgentId{1}, 5}}};
  all.rooms[RoomId{1}] = {RoomId{1}, "assembly", "4001", "default", true, true};
  return all;
}

}  // namespace crosspoint::io::store
