#include "domain/dialplan.h"

#include <gmock/gmock.h>

#include "domain/agent_logins.h"
#include "domain/people/people.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {
namespace {

using flow::AgiAnswer;
using testing::ElementsAre;
using testing::IsEmpty;
using wire::agi::Variables;

constexpr UserId alice{1}, bob{2};

struct DialplanTest : testing::Test {
  DialplanTest() {
    add(alice, LineId{1}, "1001", "default");
    add(bob, LineId{2}, "1002", "default");
    dialplan.reconfigured();
    people.reconfigured();
  }

  void add(UserId user, LineId line, std::string const& number, std::string const& context) {
    auto const name = context == "default" ? number : context + "-" + number;
    directory.lines[line] = {.id = line, .user = user, .name = name, .number = number, .context = context};
    directory.users[user].id = user;
    directory.users[user].lines.push_back(line);
  }

  /// The variables set; nothing while there is no answer.
  std::optional<Variables> ask(std::string script, std::vector<std::string> arguments,
                               std::string channel = "PJSIP/1001-0000002b") {
    dialplan.asked({id,
                    {.script = std::move(script),
                     .arguments = std::move(arguments),
                     .channel = std::move(channel),
                     .uniqueid = "1795452018.43",
                     .caller_name = "Alice Martin",
                     .caller_number = "1001"}},
                   Time{});
    return answered();
  }

  std::optional<Variables> answered() {
    for (auto const& event : std::exchange(events, {})) {
      dialplan.heed(event);
      if (!std::holds_alternative<FeatureDialled>(event)) told.push_back(event);
    }
    std::optional<Variables> variables;
    for (auto const& effect : std::exchange(effects, {})) {
      if (auto const* const answer = std::get_if<AgiAnswer>(&effect); answer && answer->id == id) variables = answer->variables;
      if (auto const* const store = std::get_if<flow::Store>(&effect)) unstored.push_back(store->token);
    }
    return variables;
  }

  /// What the caller hears of the state when the store has answered.
  std::optional<Variables> stored(bool done = true) {
    for (auto const token : std::exchange(unstored, {})) features.stored(token, done);
    return answered();
  }

  directory::Services& services(UserId user) { return directory.users[user].services; }

  static constexpr AgiId id{7};
  static inline Variables const on{{"XP_STATE", "1"}}, off{{"XP_STATE", "0"}};

  directory::Directory directory;
  Events events, told;
  flow::Effects effects;
  std::vector<Token> unstored;
  flow::Tokens tokens;
  Features features{directory, tokens, events, effects};
  pbx::Exchange exchange{pbx::Settings{}, effects};
  WallClock wall_clock;
  AgentLogins logins{directory, exchange, wall_clock, tokens, events, effects, AgentLogins::MemberForm::callback};
  PersonalContacts personal{1, directory, tokens, events, effects};
  People people{{}, directory, personal, events, effects};
  Dialplan dialplan{directory, wall_clock, features, logins, people, {}, {.numbers = {{"0033100000001", "1002@default"}}},
                    {},        events,     effects};
};

TEST_F(DialplanTest, TellsTheRouteOfTheUserOfTheExtension) {
  services(bob).unconditional = {true, "1003"};
  EXPECT_EQ(ask("user", {"1002"}), (Variables{{"XP_DEST", "1003@default"}, {"XP_REASON", "cfu"}, {"XP_ACTION", "forward"}}));
}

TEST_F(DialplanTest, TellsWhereANumberOfTheHouseLeads) {
  EXPECT_EQ(ask("did", {"0033100000001"}), (Variables{{"XP_DEST", "1002@default"}}));
  EXPECT_EQ(ask("did", {"0033100000002"}), Variables{}) << "the dialplan knows better";
  EXPECT_EQ(ask("did", {}), Variables{});
}

TEST_F(DialplanTest, NamesACallerWhomTheExchangeKnowsByTheNumberAlone) {
  directory.users[bob].firstname = "Bob";
  people.reconfigured();
  flow::AgiAsked question{id, {.script = "did", .arguments = {"7"}, .caller_number = "1002"}};
  dialplan.asked(question, Time{});
  EXPECT_EQ(answered(), (Variables{{"CALLERID(name)", "Bob"}}));
  question.request.caller_name = "B.";
  dialplan.asked(question, Time{});
  EXPECT_EQ(answered(), Variables{});
  question.request = {.script = "user", .arguments = {"1001"}, .caller_number = "1002"};
  dialplan.asked(question, Time{});
  EXPECT_EQ(answered()->front(), (wire::agi::Variable{"CALLERID(name)", "Bob"}));
}

TEST_F(DialplanTest, SetsNothingForAnExtensionThatIsNoUser) {
  EXPECT_EQ(ask("user", {"4001"}), Variables{});
  EXPECT_EQ(ask("user", {}), Variables{});
}

TEST_F(DialplanTest, AsksForTheContextOnlyWhereAnExtensionIsInSeveral) {
  services(alice).dnd = true;
  EXPECT_EQ(ask("user", {"1001", "elsewhere"}), (Variables{{"XP_ACTION", "busy"}}));
  add(bob, LineId{3}, "1001", "branch");
  dialplan.reconfigured();
  EXPECT_EQ(ask("user", {"1001", "default"}), (Variables{{"XP_ACTION", "busy"}}));
  EXPECT_EQ(ask("user", {"1001", "branch"})->front().value, "PJSIP/1002&PJSIP/branch-1001");
  EXPECT_EQ(ask("user", {"1001", ""}), Variables{});
}

TEST_F(DialplanTest, T167_TellsThatACallWasTurnedAway) {
  services(bob).dnd = true;
  ask("user", {"1002"});
  EXPECT_THAT(told, ElementsAre(Event{CallTurnedAway{bob, "1795452018.43", "Alice Martin", "1001"}}));
  told.clear();
  services(bob).busy = {true, "1003"};
  ask("user", {"1002"});
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(DialplanTest, T172_AFeatureCodeChangesTheServicesOfTheUserWhoDials) {
  EXPECT_EQ(ask("service", {"enablednd"}), std::nullopt);  // nothing is said before it is stored
  EXPECT_EQ(stored(), on);
  EXPECT_THAT(told, ElementsAre(Event{ServicesSet{alice, {.dnd = true}}}));
  EXPECT_TRUE(services(alice).dnd);
  EXPECT_FALSE(services(bob).dnd);
  ask("service", {"enablednd"});
  EXPECT_EQ(stored(), off);
  EXPECT_FALSE(services(alice).dnd);
}

TEST_F(DialplanTest, T172_SaysTheTruthWhenItCouldNotBeStored) {
  ask("service", {"enablednd"});
  EXPECT_EQ(stored(false), off);
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(DialplanTest, T172_SwitchesFilterAndRecording) {
  ask("service", {"incallfilter"});
  EXPECT_EQ(stored(), on);
  ask("service", {"callrecord"});
  EXPECT_EQ(stored(), on);
  EXPECT_TRUE(services(alice).call_filter && services(alice).recording);
}

TEST_F(DialplanTest, T172_ForwardsToWhatWasDialledAndOffWithoutAnything) {
  ask("service", {"fwdunc", "1003"});
  EXPECT_EQ(stored(), on);
  EXPECT_EQ(services(alice).unconditional, (directory::Forward{true, "1003"}));
  ask("service", {"fwdunc", ""});
  EXPECT_EQ(stored(), off);
  EXPECT_EQ(services(alice).unconditional, (directory::Forward{false, "1003"}));
  ask("service", {"fwdrna", "1004"}), stored();
  ask("service", {"fwdbusy", "1005"}), stored();
  EXPECT_TRUE(services(alice).no_answer.on && services(alice).busy.on);
  ask("service", {"fwdundoall"});
  EXPECT_EQ(stored(), off);
  EXPECT_FALSE(services(alice).no_answer.on || services(alice).busy.on);
}

TEST_F(DialplanTest, T172_AnswersACodeThatChangesNothing) {
  EXPECT_EQ(ask("service", {"fwdundoall", ""}), off);
  EXPECT_THAT(unstored, IsEmpty());
}

TEST_F(DialplanTest, T172_AKeyOfThePhoneTogglesTheServiceOfItsUser) {
  ask("funckey", {"*7351***225"});
  EXPECT_EQ(stored(), on);
  ask("funckey", {"*7351***221*1003"});
  EXPECT_EQ(stored(), on);
  EXPECT_EQ(services(alice).unconditional, (directory::Forward{true, "1003"}));
  ask("funckey", {"*7351***221*1004"});  // another destination: not the one that is lit
  EXPECT_EQ(stored(), on);
  ask("funckey", {"*7351***221"});
  EXPECT_EQ(stored(), off);
  ask("funckey", {"*7351***221"});
  EXPECT_EQ(stored(), on);
  EXPECT_EQ(services(alice).unconditional, (directory::Forward{true, "1004"}));
}

TEST_F(DialplanTest, T172_AKeyOfSomebodyElseDoesNothing) {
  EXPECT_EQ(ask("funckey", {"*7352***225"}), Variables{});
  EXPECT_EQ(ask("funckey", {"*7351***231*2001"}), Variables{});
  EXPECT_THAT(unstored, IsEmpty());
}

TEST_F(DialplanTest, SetsNothingWhenItDoesNotUnderstand) {
  EXPECT_EQ(ask("service", {"coffee"}), Variables{});
  EXPECT_EQ(ask("service", {}), Variables{});
  EXPECT_EQ(ask("service", {"enablednd"}, "PJSIP/outside-00000001"), Variables{});
  EXPECT_EQ(ask("weather", {"1002"}), Variables{});
  EXPECT_THAT(unstored, IsEmpty());
}

TEST_F(DialplanTest, FollowsTheConfiguration) {
  directory.lines.erase(LineId{2});
  directory.users.erase(bob);
  dialplan.reconfigured();
  EXPECT_EQ(ask("user", {"1002"}), Variables{});
  EXPECT_EQ(ask("service", {"enablednd"}, "PJSIP/1002-00000001"), Variables{});
}

struct AgentCodes : DialplanTest {
  AgentCodes() {
    directory.agents[AgentId{7}] = {.id = AgentId{7}, .number = "2001"};
    directory.agents[AgentId{8}] = {.id = AgentId{8}, .number = "2002"};
    directory.users.at(alice).agent = AgentId{7};
    logins.reconfigured({}, Time{});
    logins.link_changed(pbx::LinkState::live, Time{});
  }

  [[nodiscard]] std::string extension_of(AgentId agent) const {
    auto const* const login = logins.login(agent);
    return login ? login->extension : "";
  }
};

TEST_F(AgentCodes, T172_LogAnAgentOnAtThePhoneThatHasDialledAndOff) {
  EXPECT_EQ(ask("agentcode", {"login", "2002"}), on);
  EXPECT_EQ(extension_of(AgentId{8}), "1001");
  EXPECT_EQ(ask("agentcode", {"login", "2002"}), on);
  EXPECT_EQ(ask("agentcode", {"logout", "2002"}), off);
  EXPECT_EQ(extension_of(AgentId{8}), "");
  EXPECT_EQ(ask("agentcode", {"logout", "2002"}), off);
  EXPECT_EQ(ask("agentcode", {"toggle", "*8"}, "PJSIP/1002-00000001"), on);
  EXPECT_EQ(extension_of(AgentId{8}), "1002");
  EXPECT_EQ(ask("agentcode", {"toggle", "2002"}), off);
}

TEST_F(AgentCodes, T172_AreOfTheUsersOwnAgentWithoutANumber) {
  EXPECT_EQ(ask("agentcode", {"toggle", ""}), on);
  EXPECT_EQ(extension_of(AgentId{7}), "1001");
  EXPECT_EQ(ask("agentcode", {"toggle"}), off);
  EXPECT_EQ(ask("agentcode", {"toggle"}, "PJSIP/1002-00000001"), Variables{});
}

TEST_F(AgentCodes, T172_AnswerNothingWhenNothingComesOfThem) {
  ask("agentcode", {"login", "2001"});
  EXPECT_EQ(ask("agentcode", {"login", "2002"}), Variables{}) << "another agent is logged on at this phone";
  EXPECT_EQ(ask("agentcode", {"login", "4711"}, "PJSIP/1002-00000001"), Variables{});
  EXPECT_EQ(ask("agentcode", {"login", "2002"}, "PJSIP/trunk-00000001"), Variables{});
  logins.link_changed(pbx::LinkState::connecting, Time{});
  EXPECT_EQ(ask("agentcode", {"logout", "2001"}), Variables{});
}

TEST_F(AgentCodes, T172_AKeyOfThePhoneDoesTheSame) {
  EXPECT_EQ(ask("funckey", {"*7351***230*2001"}), on);
  EXPECT_EQ(ask("funckey", {"*7351***232***37"}), off);
  EXPECT_EQ(ask("funckey", {"*7351***231*2001"}, "PJSIP/1002-00000001"), Variables{}) << "the key of somebody else";
}

TEST_F(AgentCodes, T076_ACallToAMemberInCallbackFormFindsItsPhone) {
  EXPECT_EQ(ask("agent", {"7"}), Variables{});
  ask("agentcode", {"login", "2001"});
  EXPECT_EQ(ask("agent", {"7"}), (Variables{{"XP_INTERFACE", "PJSIP/1001"}}));
  EXPECT_EQ(ask("agent", {"nonsense"}), Variables{});
}

}  // namespace
}  // namespace crosspoint::domain
