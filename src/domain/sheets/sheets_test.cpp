#include "domain/sheets/sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/agent_logins.h"
#include "domain/features.h"
#include "domain/people/people.h"
#include "domain/presences.h"
#include "pbx/exchange.h"
#include "wire/base64/base64.h"

namespace crosspoint::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A call that waits in the queue of two agents; the exchange itself is not there.
struct SheetsOfAQueue : testing::Test {
  SheetsOfAQueue() {
    directory.agents[AgentId{7}] = {.id = AgentId{7}, .number = "2001"};
    directory.agents[AgentId{8}] = {.id = AgentId{8}, .number = "2002"};
    directory.users[UserId{1}] = {.id = UserId{1}, .firstname = "Alice", .agent = AgentId{7}, .lines = {LineId{1}}};
    directory.users[UserId{2}] = {.id = UserId{2}, .firstname = "Bob", .agent = AgentId{8}, .lines = {LineId{2}}};
    directory.users[UserId{3}] = {.id = UserId{3}, .firstname = "Carol", .lines = {LineId{3}}};
    for (std::int64_t i = 1; i <= 3; ++i)
      directory.lines[LineId{i}] = {
          .id = LineId{i}, .user = UserId{i}, .name = std::to_string(1000 + i), .number = std::to_string(1000 + i)};
    directory.queues[QueueId{1}] = {.id = QueueId{1},
                                    .name = "blue",
                                    .display_name = "Blue",
                                    .number = "3001",
                                    .agents = {AgentId{7}, AgentId{8}},
                                    .lines = {LineId{3}}};
    sheets.reconfigured();
    people.reconfigured();
    for (std::int64_t i = 1; i <= 3; ++i) presences.arrived(UserId{i}, "", now);
    directory::SheetModel model{
        .sheet = {{10, "", "text", "", "{xivo-where} {xivo-agentnumber} {xivo-queuename} {dp-x} {xivo-desttype} {xivo-destid}"}},
        .compressed = false};
    for (auto const* const event : {"incomingdid", "dial", "link", "unlink", "hangup"}) models[event] = {model};
    sheets.configured(models);
    sheets.asked({.script = "user", .channel = "PJSIP/trunk-1", .uniqueid = "1.1", .caller_number = "0600000007"}, now);
  }

  /// "1,2: text" of every sheet: whom it is for, and its first line.
  std::vector<std::string> shown() {
    std::vector<std::string> all;
    for (auto const& event : std::exchange(events, {}))
      if (auto const* const sheet = std::get_if<SheetShown>(&event)) {
        std::string users;
        for (auto const user : sheet->users) users += (users.empty() ? "" : ",") + std::to_string(user.value);
        auto const xml = wire::base64::decode(sheet->payload).value();
        auto const from = xml.find("<![CDATA[", xml.find("<sheet_info")) + 9;
        all.push_back(users + ": " + xml.substr(from, xml.find("]]>", from) - from));
      }
    return all;
  }

  void hangs_up(std::string const& uniqueid) {
    pbx::Channel leg;
    leg.uniqueid = uniqueid;
    leg.name = "PJSIP/trunk-1";
    sheets.ended({leg, 16, now}, now);
  }

  static constexpr Time now{std::chrono::seconds{1'795'452'000}};
  directory::Directory directory;
  directory::SheetModels models;
  Events events;
  flow::Effects effects;
  flow::Tokens tokens;
  pbx::Exchange exchange{pbx::Settings{}, effects};
  PersonalContacts personal{1, directory, tokens, events, effects};
  People people{{}, directory, personal, events, effects};
  Features features{directory, tokens, events, effects};
  WallClock wall_clock;
  AgentLogins logins{directory, exchange, wall_clock, tokens, events, effects, AgentLogins::MemberForm::direct};
  Presences presences{directory, features, logins, tokens, effects};
  Sheets sheets{{}, {.numbers = {{"33", "3001@default"}}}, directory, exchange, wall_clock, presences, people, events};
};

TEST_F(SheetsOfAQueue, T186_P197_EachAgentWhoIsCalledSeesItOnce) {
  sheets.agent_called("blue", "Agent/2001", "1.1", "1.2", now);
  sheets.agent_called("blue", "Agent/2002", "1.1", "1.3", now);
  sheets.agent_called("blue", "Agent/2001", "1.1", "1.4", now);
  EXPECT_THAT(shown(), ElementsAre("1: dial 2001 Blue {dp-x} agent 7", "2: dial 2002 Blue {dp-x} agent 8"));
}

TEST_F(SheetsOfAQueue, T186_AMemberThatIsNoAgentIsTheOwnerOfTheLine) {
  sheets.agent_called("blue", "PJSIP/1003", "1.1", "1.2", now);
  EXPECT_THAT(shown(), ElementsAre("3: dial {xivo-agentnumber} Blue {dp-x} user 3"));
}

TEST_F(SheetsOfAQueue, T187_T188_WhoTakesItSeesTheBeginningAndTheEnd) {
  sheets.agent_connected("blue", "Agent/2002", "1.1", "1.3", now);
  sheets.agent_completed("1.1", now);
  sheets.agent_completed("1.1", now);
  EXPECT_THAT(shown(), ElementsAre("2: link 2002 Blue {dp-x} agent 8", "2: unlink 2002 Blue {dp-x} agent 8"));
}

TEST_F(SheetsOfAQueue, T188_TheEndOfTheAgentsLegIsTheEndToo) {
  sheets.agent_connected("blue", "Agent/2002", "1.1", "1.3", now);
  hangs_up("1.3");
  sheets.agent_completed("1.1", now);
  EXPECT_THAT(shown(), ElementsAre("2: link 2002 Blue {dp-x} agent 8", "2: unlink 2002 Blue {dp-x} agent 8"));
}

TEST_F(SheetsOfAQueue, T190_VariablesStayUntilTheAgentIsDoneThoughTheCallerHasHungUp) {
  sheets.agent_connected("blue", "Agent/2002", "1.1", "1.3", now);
  hangs_up("1.1");
  sheets.agent_completed("1.1", now);
  EXPECT_THAT(shown(), ElementsAre("2: link 2002 Blue {dp-x} agent 8", "2: hangup 2002 Blue {dp-x} agent 8",
                                   "2: unlink 2002 Blue {dp-x} agent 8"));
  sheets.agent_completed("1.1", now);
  sheets.agent_connected("blue", "Agent/2001", "1.1", "1.5", now);
  EXPECT_THAT(shown(), IsEmpty()) << "what has ended is no call";
}

TEST_F(SheetsOfAQueue, P197_ANumberThatLeadsToAQueueIsForItsMembers) {
  sheets.asked({.script = "did", .arguments = {"33"}, .channel = "PJSIP/trunk-1", .uniqueid = "2.1"}, now);
  EXPECT_THAT(shown(), ElementsAre("1,2,3: incomingdid {xivo-agentnumber} {xivo-queuename} {dp-x} queue 1"));
}

TEST_F(SheetsOfAQueue, P197_WhereACallLeadsIsFoundByItsKind) {
  Audience audience(directory);
  audience.rebuild();
  EXPECT_THAT(audience.of({"user", "3"}), ElementsAre(UserId{3}));
  EXPECT_THAT(audience.of({"agent", "8"}), ElementsAre(UserId{2}));
  EXPECT_THAT(audience.of({"group", "1"}), ElementsAre(UserId{1}, UserId{2}, UserId{3}));
  EXPECT_THAT(audience.of({"queue", "9"}), IsEmpty());
  EXPECT_THAT(audience.of({"", ""}), IsEmpty());
  EXPECT_THAT(audience.of({"meetme", "1"}), IsEmpty());
}

TEST_F(SheetsOfAQueue, T190_VariablesAreBounded) {
  SheetCall call;
  for (std::size_t i = 0; i < SheetCall::most_variables + 5; ++i) call.set("dp-" + std::to_string(i), "x");
  EXPECT_EQ(call.variables.size(), SheetCall::most_variables);
  call.set("dp-0", std::string(SheetCall::longest_value + 1, 'x'));
  EXPECT_EQ(call.variables["dp-0"], "x");
}

TEST_F(SheetsOfAQueue, SheetsHaveTheDateAndTheTimeOfThePlace) {
  models["dial"][0].sheet[0].text = "{xivo-date} {xivo-time}";
  sheets.configured(models);
  sheets.agent_called("blue", "Agent/2001", "1.1", "1.2", now);
  EXPECT_THAT(shown(), ElementsAre("1: 2026-11-23 16:40:00"));
}

}  // namespace
}  // namespace crosspoint::domain
