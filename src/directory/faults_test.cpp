#include "directory/faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::directory {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A small configuration without faults: one user of each kind of thing.
Directory good() {
  Directory all;
  all.xivo_uuid = "00000000-0000-4000-8000-000000000000";
  all.contexts["default"] = {"default", ""};
  all.contexts["branch"] = {"branch", ""};
  all.presence_groups["office"] = {"office",
                                   {{"available", "Available", "#9BC920", {"available"}, {{"enablednd", "false"}}},
                                    {"disconnected", "Gone", "#9e9e9e", {}, {}}}};
  all.phone_status_groups["office"] = {"office", {{0, {"Idle", "#9BC920"}}}};
  auto& profile = all.profiles[ProfileId{3}];
  profile = {ProfileId{3}, "Client", "office", "office", {{"identity", "grid"}, {"queues", "dock", "fs"}}, {"enablednd"}, {}, {}};
  all.agents[AgentId{1}] = {AgentId{1}, "2001", "Dave", "Okafor"};
  all.voicemails[VoicemailId{1}] = {VoicemailId{1}, "1001"};
  for (auto const id : {1, 2}) {
    auto const digit = std::to_string(id);
    auto& line = all.lines[LineId{id}];
    line.id = LineId{id};
    line.user = UserId{id};
    line.name = line.number = "100" + digit;
    auto& user = all.users[UserId{id}];
    user.id = UserId{id};
    user.uuid = "00000000-0000-4000-8000-00000000000" + digit;
    user.login = "user" + digit;
    user.firstname = "U";
    user.lines = {LineId{id}};
  }
  all.queues[QueueId{1}] = {QueueId{1}, "blue", "Blue", "3001", "default", {AgentId{1}}, {LineId{2}}};
  all.rooms[RoomId{1}] = {RoomId{1}, "assembly", "4001"};
  return all;
}

struct FaultsTest : testing::Test {
  Directory all = good();
  User& user = all.users.at(UserId{2});
  Line& line = all.lines.at(LineId{2});
  Profile& profile = all.profiles.at(ProfileId{3});
  Queue& queue = all.queues.at(QueueId{1});
  PresenceGroup& presences = all.presence_groups.at("office");
};

TEST_F(FaultsTest, FindsNoneInWhatIsGood) { EXPECT_THAT(faults_of(all), IsEmpty()); }

TEST_F(FaultsTest, FindsNoneInAnEmptyServer) {
  Directory empty;
  empty.xivo_uuid = all.xivo_uuid;
  EXPECT_THAT(faults_of(empty), IsEmpty());
}

TEST_F(FaultsTest, FindsABadUuid) {
  for (auto const* const bad : {"", "x", "00000000-0000-4000-8000-00000000000g", "00000000000040008000000000000001"}) {
    user.uuid = bad;
    auto const faults = faults_of(all);
    ASSERT_EQ(faults.size(), 1U) << bad;
    EXPECT_EQ(faults[0].where, "users.2.uuid");
  }
}

TEST_F(FaultsTest, FindsFunctionKeysThatCannotBe) {
  using enum FunctionKey::Service;
  user.function_keys = {{dnd, ""}, {unconditional, ""}, {busy, "+33#*1"}, {agent_login, "2001"}, {agent_logout, "*1"}};
  EXPECT_THAT(faults_of(all), IsEmpty());
  user.function_keys = {{recording, "1003"}, {no_answer, "over there"}, {agent_toggle, "*2"}, {agent_login, ""}};
  EXPECT_THAT(
      faults_of(all),
      ElementsAre(
          Fault{"users.2.function_keys.0.destination", "", "found '1003', expected none for this service"},
          Fault{"users.2.function_keys.1.destination", "", "found 'over there', expected what a phone can dial"},
          Fault{"users.2.function_keys.2.destination", "", "there is no agent '*2', expected an agent's number, or * and its id"},
          Fault{"users.2.function_keys.3.destination", "", "there is no agent '', expected an agent's number, or * and its id"}));
}

TEST_F(FaultsTest, FindsALoginThatClientsCannotSend) {
  user.login = "100%sure";
  EXPECT_THAT(faults_of(all),
              ElementsAre(Fault{"users.2.login", "", "found '100%sure', expected no percent sign and no control characters"}));
}

TEST_F(FaultsTest, FindsLineEndsInWhatIsSentToAsterisk) {
  line.name = "1002\r\nAction: Command";
  auto const faults = faults_of(all);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].where, "lines.2.name");
  line.name = "1002";
  line.auto_answer = "Alert-Info: <http://localhost>;info=alert-autoanswer\n";
  EXPECT_EQ(faults_of(all).at(0).where, "lines.2.auto_answer");
}

TEST_F(FaultsTest, FindsBadColours) {
  presences.presences[0].color = "green";
  all.phone_status_groups["office"].states[0].color = "#12345";
  EXPECT_THAT(faults_of(all),
              ElementsAre(Fault{"presence_groups.office.available.color", "", "found 'green', expected a colour such as #9BC920"},
                          Fault{"phone_status_groups.office.0.color", "", "found '#12345', expected a colour such as #9BC920"}));
}

TEST_F(FaultsTest, FindsXletsThatNoClientCanShow) {
  profile.xlets = {{"identity", "wall"}, {"people", "tab", "f"}, {"queues", "dock", "sf"}, {"agents", "dock", "ff"}};
  EXPECT_THAT(
      faults_of(all),
      ElementsAre(Fault{"profiles.3.xlets.0.layout", "", "found 'wall', expected one of grid, tab, dock"},
                  Fault{"profiles.3.xlets.1.options", "", "found 'f', expected none, they are for the layout dock"},
                  Fault{"profiles.3.xlets.2.options", "", "found 'sf', expected some of the letters fcms, in this order"},
                  Fault{"profiles.3.xlets.3.options", "", "found 'ff', expected some of the letters fcms, in this order"}));
}

TEST_F(FaultsTest, FindsDisplaysThatClientsCannotShow) {
  all.displays["empty"] = {"empty", {}};
  all.displays["odd"] = {"odd", {{"two\nlines", "a b", {}, ""}, {"", "favorite", {"name"}, "\t"}}};
  profile.display = "odd";
  profile.switchboard_display = "none";
  EXPECT_THAT(
      faults_of(all),
      ElementsAre(Fault{"displays.empty.columns", "", "found 'none', expected at least one, or clients show nothing"},
                  Fault{"displays.odd.0.title", "", "found 'two\nlines', expected one line of text without control characters"},
                  Fault{"displays.odd.0.type", "", "found 'a b', expected letters, digits and _ . + * # - only"},
                  Fault{"displays.odd.1.fields", "", "found 'favorite', expected none for this type"},
                  Fault{"displays.odd.1.default", "", "found '\t', expected one line of text without control characters"},
                  Fault{"profiles.3.switchboard_display", "", "there is no display 'none'"}));
}

TEST_F(FaultsTest, FindsServicesAndActionsThatDoNotExist) {
  profile.services = {"teleport"};
  presences.presences[0].actions = {{"dance", ""}, {"enablednd", "maybe"}};
  auto const faults = faults_of(all);
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].where, "presence_groups.office.available.actions");
  EXPECT_EQ(faults[1].what, "found 'maybe', expected true or false for enablednd");
  EXPECT_EQ(faults[2].where, "profiles.3.services");
}

TEST_F(FaultsTest, FindsAMissingPresenceThatAlwaysHasToBeThere) {
  presences.presences.pop_back();
  EXPECT_THAT(faults_of(all), ElementsAre(Fault{"presence_groups.office", "", "the presence 'disconnected' is missing"}));
}

TEST_F(FaultsTest, FindsReferencesToNothing) {
  user.profile = ProfileId{7};
  user.agent = AgentId{7};
  user.voicemail = VoicemailId{7};
  line.context = "nowhere";
  profile.presences = "home";
  profile.phone_status = "home";
  queue.agents = {AgentId{9}};
  queue.lines = {LineId{9}};
  presences.presences[0].allowed = {"asleep"};
  EXPECT_THAT(
      faults_of(all),
      ElementsAre(Fault{"presence_groups.office.available.allowed", "", "there is no presence 'asleep' in this group"},
                  Fault{"profiles.3.presences", "", "there is no presence group 'home'"},
                  Fault{"profiles.3.phone_status", "", "there is no phone status group 'home'"},
                  Fault{"users.2.profile", "", "there is no profile 7"}, Fault{"users.2.agent", "", "there is no agent 7"},
                  Fault{"users.2.voicemail", "", "there is no voicemail 7"},
                  Fault{"lines.2.context", "", "there is no context 'nowhere'"},
                  Fault{"queues.1.agents", "", "there is no agent 9"}, Fault{"queues.1.lines", "", "there is no line 9"}));
}

TEST_F(FaultsTest, FindsTwoThatClaimTheSame) {
  auto& other = all.users.at(UserId{1});
  user.login = other.login;
  user.uuid = other.uuid;
  user.agent = other.agent = AgentId{1};
  EXPECT_THAT(faults_of(all),
              ElementsAre(Fault{"users.2.agent", "users.1", "'1' is claimed by users.1 and users.2"},
                          Fault{"users.2.login", "users.1", "'user1' is claimed by users.1 and users.2"},
                          Fault{"users.2.uuid", "users.1", "'" + user.uuid + "' is claimed by users.1 and users.2"}));
}

TEST_F(FaultsTest, FindsANumberUsedTwiceInItsContext) {
  queue.number = "1001";
  all.rooms.at(RoomId{1}).number = "1002";
  EXPECT_THAT(faults_of(all), ElementsAre(Fault{"queues.1.number", "lines.1", "'1001' is claimed by lines.1 and queues.1"},
                                          Fault{"rooms.1.number", "lines.2", "'1002' is claimed by lines.2 and rooms.1"}));
}

TEST_F(FaultsTest, LetsContextsHaveTheSameNumbers) {
  line.number = "1001";
  line.context = "branch";
  EXPECT_THAT(faults_of(all), IsEmpty());
}

TEST_F(FaultsTest, FindsADeviceUsedTwice) {
  line.name = "1001";
  EXPECT_THAT(faults_of(all), ElementsAre(Fault{"lines.2.name", "lines.1", "'PJSIP/1001' is claimed by lines.1 and lines.2"}));
}

TEST_F(FaultsTest, TwoQueuesThatAsteriskTakesForOneAreAFault) {
  all.queues[QueueId{2}] = {QueueId{2}, "BLUE", "Other blue", "3002", "default", {}, {}};
  EXPECT_THAT(faults_of(all), ElementsAre(Fault{"queues.2.name", "queues.1", "'blue' is claimed by queues.1 and queues.2"}));
}

TEST_F(FaultsTest, FindsALineWithTwoOwnersAndAMemberNamedTwice) {
  user.lines = {LineId{2}, LineId{1}};
  queue.agents = {AgentId{1}, AgentId{1}};
  EXPECT_THAT(faults_of(all), ElementsAre(Fault{"users.2.lines", "users.1", "'1' is claimed by users.1 and users.2"},
                                          Fault{"queues.1.agents", "", "1 stands here twice"}));
}

TEST_F(FaultsTest, LetsUsersHaveNoLogin) {
  user.login = all.users.at(UserId{1}).login = "";
  EXPECT_THAT(faults_of(all), IsEmpty());
}

}  // namespace
}  // namespace crosspoint::directory
