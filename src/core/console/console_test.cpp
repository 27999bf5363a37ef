#include "core/console/console.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/house_fixture.h"

namespace crosspoint::core::console {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr VisitorId visitor{7};

struct ConsoleTest : testing::Test {
  ConsoleTest() { house.pass(std::chrono::seconds(1)); }

  /// The one answer to a line at the info console.
  std::string ask(std::string const& line) { return say(flow::Door::console, line); }

  std::string say(flow::Door door, std::string const& line) {
    house.visited.clear();
    house.give(flow::VisitorLine{visitor, door, line});
    EXPECT_EQ(house.visited.size(), 1U);
    return house.visited.empty() ? "" : house.visited.front();
  }

  House house;
};

TEST_F(ConsoleTest, AnswersWithOkOrWithWhatToDo) {
  EXPECT_EQ(ask("drift"), "answer 7 repaired 0\nOK\n");
  EXPECT_EQ(ask("  drift\t "), "answer 7 repaired 0\nOK\n");
  EXPECT_EQ(ask("dance"), "answer 7 error: no such command, see `help`\n");
  EXPECT_EQ(ask("   "), "answer 7 error: no such command, see `help`\n");
  EXPECT_EQ(ask("disc"), "answer 7 error: expected `disc CLIENT`\n");
  EXPECT_EQ(ask("showlist users 1 2"), "answer 7 error: expected `showlist [LIST [ID]]`\n");
}

TEST_F(ConsoleTest, ShowsAnElementAsClientsSeeIt) {
  EXPECT_EQ(ask("showlist queues 2"),
            "answer 7 queues 2 {\"name\":\"sales\",\"displayname\":\"sales\",\"context\":\"default\",\"number\":\"\"} "
            "{\"agentmembers\":[\"1\"],\"phonemembers\":[]}\nOK\n");
  EXPECT_EQ(ask("showlist queues 99"), "answer 7 OK\n");
  EXPECT_THAT(ask("showlist"), HasSubstr("users 6\nphones 6\nagents 1\n"));
}

TEST_F(ConsoleTest, ShowsNoNameThatHasNotBeenChecked) {
  house.give(flow::ClientOpened{SessionId{10}, "192.0.2.1", flow::Face::plain});
  house.say(SessionId{10}, R"({"class":"login_id","userlogin":"\u001b[2J","xivoversion":"2.2"})");
  EXPECT_EQ(ask("clients"), "answer 7 10 (not logged in) 192.0.2.1 in clear\nOK\n");
}

TEST_F(ConsoleTest, P212_SendsAClientAway) {
  house.log_in(SessionId{10}, "1001");
  EXPECT_EQ(ask("clients"), "answer 7 10 1001 127.0.0.1 in clear\nOK\n");
  EXPECT_EQ(ask("disc 10"), "answer 7 OK\n");
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"(10 {"class":"disconnect","type":"force")"), "10 closed\n"));
  EXPECT_EQ(ask("disc 10"), "answer 7 error: there is no such client, see `clients`\n");
}

TEST_F(ConsoleTest, TellsWhoHasRegisteredWhatIsLoggedUntilTheyGo) {
  EXPECT_EQ(ask("register"), "answer 7 OK\n");
  house.visited.clear();
  house.log_in(SessionId{10}, "1001");
  EXPECT_THAT(house.visited, ElementsAre("tell 7 client 10 (1001) from 127.0.0.1 is logged in\n"));
  house.visited.clear();
  house.say(SessionId{10}, R"({"class":"nonsense"})");  // of interest to nobody but a developer
  EXPECT_THAT(house.visited, IsEmpty());
  house.give(flow::VisitorGone{visitor});
  house.give(flow::ClientClosed{SessionId{10}, "closed by the client"});
  EXPECT_THAT(house.visited, IsEmpty());
}

TEST_F(ConsoleTest, TellsHowTheExchangeIs) {
  EXPECT_THAT(ask("exchange"), HasSubstr("link live for 1 s\n"));
  house.give(flow::AmiClosed{flow::AmiLink::events, "reset"});
  EXPECT_THAT(ask("exchange"), HasSubstr("link connecting\n"));
}

TEST_F(ConsoleTest, LooksAtTheStoreForANotice) {
  auto const effects = house.core().step(flow::VisitorLine{visitor, flow::Door::notices, "xivo[user,edit,1]"}, house.now);
  EXPECT_THAT(effects, ElementsAre(flow::Effect(flow::LookAtStore{}), flow::Effect(flow::AnswerVisitor{visitor, "OK\n"})));
  EXPECT_THAT(say(flow::Door::notices, "help"), HasSubstr("answer 7 error: expected xivo["));
}

TEST_F(ConsoleTest, DismissesABrowser) {
  for (auto const door : {flow::Door::notices, flow::Door::console}) EXPECT_EQ(say(door, "POST / HTTP/1.1"), "dismiss 7");
}

}  // namespace
}  // namespace crosspoint::core::console
