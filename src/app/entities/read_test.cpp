#include "app/entities/read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/entities/merge.h"

namespace crosspoint::app::entities {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Outcome {
  Draft draft;
  std::vector<std::string> problems;
};

/// As an import into an empty store reads and checks it.
Outcome read_text(std::string const& text) {
  yaml::Problems problems("f");
  auto const root = yaml::parse(text, problems);
  if (!root) return {{}, problems.lines()};
  auto draft = read(*root, problems);
  auto const merged =
      merge({}, draft, Unnamed::stays, [n = 0]() mutable { return "00000000-0000-4000-8000-00000000000" + std::to_string(n++); });
  check(merged, draft, problems);
  return {std::move(draft), problems.lines()};
}

TEST(EntitiesRead, P100_ReadsTheColumnsOfADisplay) {
  auto const [draft, problems] = read_text(
      "displays:\n"
      "  short:\n"
      "    columns:\n"
      "      - {title: Who, type: name, fields: [lastname, firstname]}\n"
      "      - {title: Desk, field: number, default: none}\n"
      "      - {title: Star, type: favorite, field: name}\n");
  EXPECT_EQ(
      draft.directory.displays.at("short").columns,
      (std::vector<directory::Column>{
          {"Who", "name", {"lastname", "firstname"}, ""}, {"Desk", "", {"number"}, "none"}, {"Star", "favorite", {"name"}, ""}}));
  EXPECT_THAT(problems, testing::ElementsAre("f:6:9: fields: found 'favorite', expected none for this type"));
}

TEST(EntitiesRead, ReadsTheDemo) {
  yaml::Problems problems("demo.yml");
  auto const root = yaml::parse_file(CROSSPOINT_SOURCE_DIR "/demo/demo.yml", problems);
  ASSERT_TRUE(root);
  auto const draft = read(*root, problems);
  check(draft.directory, draft, problems);
  EXPECT_THAT(problems.lines(), IsEmpty());
  auto const& demo = draft.directory;
  EXPECT_EQ(demo.users.size(), 8U);
  EXPECT_EQ(demo.user_by_login("alice")->fullname(), "Alice Martin");
  EXPECT_EQ(demo.context_of(*demo.user_by_login("grace")), "branch");
  EXPECT_EQ(demo.main_line(*demo.user_by_login("dave"))->device(), "PJSIP/1004");
  EXPECT_EQ(demo.profile_of(*demo.user_by_login("heidi")), nullptr);
  EXPECT_EQ(demo.queues.at(QueueId{1}).agents, (std::vector{AgentId{1}, AgentId{2}}));
  for (auto const& [id, password] : draft.passwords) EXPECT_EQ(password, demo.users.at(id).login + "-demo");
  EXPECT_EQ(draft.passwords.size(), 8U);
}

TEST(EntitiesRead, TellsEverythingThatIsWrongAtItsPlace) {
  auto const problems = read_text(R"(xivo_uuid: 12
contexts:
  default:
profiles:
  - {id: 3, name: Client, presences: office, phone_status: office, rights: [fly]}
users:
  - id: 1
    login: alice
    firstname: Alice
    profil: 3
  - id: 1
    login: bob
    firstname: [Bob]
    lines:
      - {id: 1, name: "1001", number: 1001}
      - {id: 1, name: "1002", number: 1002, context: branch}
  - {id: 3, login: alice, firstname: Carol, password: ""}
  - {firstname: Dave, password: secret}
queues:
  - {id: 1, name: blue, number: 1001, agents: [7]}
)")
                            .problems;
  EXPECT_THAT(problems,
              ElementsAre("f:1:12: xivo_uuid: found '12', expected a UUID",                 //
                          "f:5:38: presences: there is no presence group 'office'",         //
                          "f:5:60: phone_status: there is no phone status group 'office'",  //
                          "f:5:76: rights: found 'fly', expected own_settings, others_settings, dial, hang_up, transfer, fax, "
                          "own_agent, others_agents, listen, supervise, switchboard or conference",
                          "f:10:5: unknown key 'profil', did you mean 'profile'?",       //
                          "f:11:9: id: 1 stands in this file already",                   //
                          "f:13:16: firstname: found a list, expected a single value",   //
                          "f:16:14: id: 1 stands in this file already",                  //
                          "f:17:20: login: 'alice' is claimed by users.1 and users.3",   //
                          "f:17:55: password: is empty",                                 //
                          "f:18:5: the key 'id' is missing here",                        //
                          "f:18:33: password: there is no login to use it with",         //
                          "f:20:33: number: '1001' is claimed by lines.1 and queues.1",  //
                          "f:20:47: agents: there is no agent 7"));
}

TEST(EntitiesRead, TellsABadXletAtItsPlace) {
  auto const problems = read_text(R"(
presence_groups:
  office:
    presences:
      available: {longname: Here, color: green}
phone_status_groups:
  office:
    states:
      x: {longname: Idle, color: "#000000"}
profiles:
  - id: 3
    name: Client
    presences: office
    phone_status: office
    xlets:
      - {name: identity, layout: grid}
      - {name: people, layout: wall}
      - {name: queues, layout: dock, options: mf}
)")
                            .problems;
  EXPECT_THAT(problems, ElementsAre("f:4:5: office: the presence 'disconnected' is missing",
                                    "f:5:42: color: found 'green', expected a colour such as #9BC920",
                                    "f:9:10: code: found 'x', expected a number from -2 to 99",
                                    "f:17:32: layout: found 'wall', expected one of grid, tab, dock",
                                    "f:18:47: options: found 'mf', expected some of the letters fcms, in this order"));
}

TEST(EntitiesRead, TakesPenaltiesOfTheAgentsOfAQueueOnly) {
  auto const outcome = read_text(
      "contexts: {default: {}}\n"
      "agents: [{id: 7, number: 2001}, {id: 8, number: 2002}]\n"
      "queues: [{id: 1, name: blue, agents: [7, 8], penalties: {8: 5, 7: -1, 9: 1}}]\n");
  EXPECT_EQ(outcome.draft.directory.queues.at(QueueId{1}).penalties, (std::map<AgentId, int>{{AgentId{8}, 5}}));
  EXPECT_THAT(outcome.problems, ElementsAre("f:3:67: 7: found '-1', expected a number from 0 to 1000000",
                                            "f:3:71: unknown key '9', did you mean '7'?"));
}

TEST(EntitiesRead, TakesAnEmptyFileForAnEmptyConfiguration) {
  auto const outcome = read_text("");
  EXPECT_THAT(outcome.problems, IsEmpty());
  EXPECT_THAT(outcome.draft.directory.users, IsEmpty());
}

TEST(EntitiesRead, ReadsTheServicesOfAUser) {
  auto const outcome = read_text(R"(
users:
  - id: 1
    firstname: Alice
    services: {dnd: yes, busy: {on: true, destination: 1002}}
)");
  EXPECT_THAT(outcome.problems, IsEmpty());
  EXPECT_EQ(outcome.draft.directory.users.at(UserId{1}).services, (directory::Services{.dnd = true, .busy = {true, "1002"}}));
  EXPECT_THAT(outcome.draft.services, ElementsAre(UserId{1}));
}

TEST(EntitiesRead, ReadsTheFunctionKeysOfAUser) {
  using enum directory::FunctionKey::Service;
  auto const outcome = read_text(R"(
agents: [{id: 7, number: 2001}]
users:
  - id: 1
    firstname: Alice
    function_keys: [{service: dnd}, {service: busy, destination: 1003}, {service: agent_login, destination: "*7"}]
)");
  EXPECT_THAT(outcome.draft.directory.users.at(UserId{1}).function_keys,
              ElementsAre(directory::FunctionKey{dnd, ""}, directory::FunctionKey{busy, "1003"},
                          directory::FunctionKey{agent_login, "*7"}));
}

TEST(EntitiesRead, TellsABadFunctionKeyAtItsPlace) {
  auto const problems = read_text(R"(
xivo_uuid: 00000000-0000-4000-8000-000000000000
users:
  - id: 1
    firstname: Alice
    uuid: 00000000-0000-4000-8000-000000000001
    function_keys: [{service: flying}, {service: dnd, destination: 1003}, {service: agent_login, destination: "*7"}]
)")
                            .problems;
  EXPECT_THAT(
      problems,
      ElementsAre("f:7:31: service: found 'flying', expected one of dnd, call_filter, recording, unconditional, no_answer, "
                  "busy, agent_toggle, agent_login, agent_logout",
                  "f:7:68: destination: found '1003', expected none for this service",
                  "f:7:111: destination: there is no agent '*7', expected an agent's number, or * and its id"));
}

}  // namespace
}  // namespace crosspoint::app::entities
