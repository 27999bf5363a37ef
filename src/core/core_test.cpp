#include "core/core.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr SessionId bob{11};

struct CoreTest : testing::Test {
  CoreTest() {
    house.pass(std::chrono::seconds(1));
    house.lines.clear();
  }

  void configure(std::function<void(directory::Directory&)> const& change) {
    auto directory = House::office();
    change(directory);
    house.lines.clear();
    house.give(flow::Configured{std::move(directory)});
  }

  House house;
};

TEST_F(CoreTest, T002_IsLiveWhenTheListsHaveEnded) {
  EXPECT_EQ(house.core().exchange().state(), pbx::LinkState::live);
  EXPECT_THAT(house.logs, Contains("exchange: live"));
}

TEST_F(CoreTest, P014_EndsALoginThatTakesTooLong) {
  house.give(flow::ClientOpened{alice, "127.0.0.1", flow::Face::plain});
  house.pass(std::chrono::seconds(6));
  EXPECT_THAT(house.lines, ElementsAre("10 closed\n"));
}

/// After a restart many passwords have to be checked: who waits in line is not refused for it.
TEST_F(CoreTest, P014_TheTimeForTheLoginStandsStillWhileThePasswordIsChecked) {
  house.passwords_are_checked = false;
  auto const begin = [&](SessionId client) {
    house.give(flow::ClientOpened{client, "127.0.0.1", flow::Face::plain});
    house.say(client, R"({"class":"login_id","userlogin":"1001","xivoversion":"2.2"})");
    house.say(client, R"({"class":"login_pass","password":"right"})");
    return house.last_check;
  };
  using Verdict = flow::PasswordChecked::Verdict;
  auto const first = begin(alice), second = begin(bob);
  house.pass(std::chrono::minutes(2));
  EXPECT_THAT(house.lines, Not(Contains(HasSubstr("closed"))));
  house.give(flow::PasswordChecked{first, Verdict::right});
  house.give(flow::PasswordChecked{second, Verdict::right});
  house.pass(std::chrono::seconds(4));
  house.say(alice, R"({"class":"login_capas","capaid":3,"state":"available"})");
  EXPECT_THAT(house.lines, Contains(HasSubstr(R"(10 {"class":"login_capas")")));
  EXPECT_THAT(house.lines, Not(Contains(HasSubstr("closed"))));
  house.pass(std::chrono::seconds(1));
  EXPECT_THAT(house.lines, Contains("11 closed\n")) << "for what is left it has its time";
  house.pass(std::chrono::minutes(2));
  EXPECT_THAT(house.lines, Not(Contains("10 closed\n")));
}

TEST_F(CoreTest, P014_EndsARefusedLoginInTime) {
  house.give(flow::ClientOpened{alice, "127.0.0.1", flow::Face::plain});
  house.say(alice, R"({"class":"login_id","userlogin":"1001","xivoversion":"2.2"})");
  house.say(alice, R"({"class":"login_pass","password":"guess"})");
  house.pass(std::chrono::seconds(6));
  EXPECT_THAT(house.lines, Contains("10 closed\n"));
}

TEST_F(CoreTest, P015_LeavesALoggedInClientAlone) {
  house.log_in(alice, "1001");
  house.pass(std::chrono::hours(1));
  EXPECT_THAT(house.lines, Not(Contains("10 closed\n")));
}

TEST_F(CoreTest, P008_GivesTheCommandidBackAsItWas) {
  house.log_in(alice, "1001");
  for (std::string const id : {"7", "-1", "18446744073709551615", "1.5E0", "true", R"("a\"b\\é")"}) {
    house.lines.clear();
    house.say(alice, R"({"class":"getlist","function":"updatestatus","listname":"phones","tid":"1","commandid":)" + id + "}");
    EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"("status":{"hintstatus":"4"},"replyid":)" + id + R"(,"timenow":)")));
  }
  for (std::string const none : {"null", "[1]", "{}"}) {
    house.lines.clear();
    house.say(alice, R"({"class":"getlist","function":"updatestatus","listname":"phones","tid":"1","commandid":)" + none + "}");
    EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"("status":{"hintstatus":"4"},"timenow":)")));
  }
}

TEST_F(CoreTest, P021_ReadsNothingBetweenTheConfirmationAndTheHandshake) {
  auto settings = House::quiet();
  settings.sessions.offer_starttls = true;
  House tls(settings);
  tls.give(flow::ClientOpened{alice, "127.0.0.1", flow::Face::plain});
  tls.say(alice, R"({"class":"starttls","status":true})");
  tls.lines.clear();
  tls.say(alice, R"({"class":"login_id","userlogin":"1001","xivoversion":"2.2"})");
  EXPECT_THAT(tls.lines, IsEmpty());
  tls.give(flow::ClientSecured{alice});
  tls.say(alice, R"({"class":"login_id","userlogin":"1001","xivoversion":"2.2"})");
  EXPECT_THAT(tls.lines, ElementsAre(HasSubstr("sessionid")));
}

TEST_F(CoreTest, P053_KeepsThePresenceWhileAnotherSessionOfTheUserIsThere) {
  house.log_in(SessionId{12}, "1002");
  house.log_in(alice, "1001");
  house.log_in(bob, "1001");
  house.give(flow::ClientClosed{bob, "closed by the client"});
  EXPECT_THAT(house.lines, IsEmpty());
  house.give(flow::ClientClosed{alice, "closed by the client"});
  EXPECT_THAT(house.lines, Contains(HasSubstr(R"("status":{"availstate":"disconnected"})")));
}

TEST_F(CoreTest, WritesNothingWhileNobodyIsLoggedIn) {
  auto const told_when_renamed = [&](std::string const& name) {
    configure([&](auto& directory) { directory.rooms[RoomId{1}].name = name; });
    return !house.lines.empty();
  };
  EXPECT_FALSE(told_when_renamed("one"));
  house.log_in(alice, "1001");
  EXPECT_TRUE(told_when_renamed("two"));
  house.give(flow::ClientClosed{alice, "closed by the client"});
  EXPECT_FALSE(told_when_renamed("three"));
}

TEST_F(CoreTest, P079_P080_P081_TellsWhatIsOtherInANewConfiguration) {
  house.log_in(alice, "1001");
  configure([](auto& directory) { directory.rooms[RoomId{2}] = {.id = RoomId{2}, .name = "new", .number = "8002"}; });
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr(R"("function":"addconfig","listname":"meetmes","tipbxid":"xivo","list":["2"])"),
                                       HasSubstr("meetme_update")));
  configure([](auto& directory) { directory.rooms[RoomId{1}].name = "renamed"; });
  EXPECT_THAT(
      house.lines,
      ElementsAre(
          HasSubstr(R"("function":"delconfig","listname":"meetmes","tipbxid":"xivo","list":["2"])"),
          HasSubstr(R"("function":"updateconfig","listname":"meetmes","tipbxid":"xivo","tid":"1","config":{"context":"default")"),
          HasSubstr("meetme_update")));
}

TEST_F(CoreTest, P098_TellsServicesThatWereImportedAsThoseThatAClientSets) {
  house.log_in(alice, "1001");
  configure([](auto& directory) { directory.users.at(UserId{2}).services = {.dnd = true, .busy = {true, "1003"}}; });
  EXPECT_THAT(
      house.lines,
      ElementsAre(HasSubstr(
          R"(all {"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"2","config":{"enablednd":true,"enablebusy":true,"destbusy":"1003"})")));
}

TEST_F(CoreTest, P212_SendsARemovedUserAwayForGood) {
  house.log_in(alice, "1001");
  configure([](auto& directory) { directory.users.erase(UserId{1}); });
  EXPECT_THAT(house.lines, Contains(HasSubstr(R"(10 {"class":"disconnect","type":"force")")));
  EXPECT_THAT(house.lines, Contains("10 closed\n"));
}

TEST_F(CoreTest, P034_KnowsThatACredentialIsNoUser) {
  house.give(flow::ClientOpened{alice, "127.0.0.1", flow::Face::plain});
  house.say(alice, R"({"class":"login_id","userlogin":"ghost","xivoversion":"2.2"})");
  house.say(alice, R"({"class":"login_pass","password":"right"})");
  EXPECT_THAT(house.lines, Contains(HasSubstr("user_not_found")));
}

TEST_F(CoreTest, RefusesToCheckMorePasswordsOfOneLoginThanItsLimit) {
  for (int i = 0; i < 12; ++i) {
    SessionId const guess{100 + i};
    house.give(flow::ClientOpened{guess, "127.0.0.1", flow::Face::plain});
    house.say(guess, R"({"class":"login_id","userlogin":"1001","xivoversion":"2.2"})");
    house.say(guess, R"({"class":"login_pass","password":"wrong"})");
  }
  EXPECT_THAT(house.logs, Contains(HasSubstr("too many refused passwords for 1001")));
  house.lines.clear();
  house.pass(std::chrono::seconds(61));
  house.log_in(alice, "1001");
  house.say(alice, R"({"class":"keepalive"})");
  EXPECT_THAT(house.lines, Contains(HasSubstr("keepalive")));
}

TEST_F(CoreTest, T020_KeepsSessionsAndAnswersUnavailableWhileTheLinkIsDown) {
  house.log_in(alice, "1001");
  house.exchange_is_there = false;
  house.give(flow::AmiClosed{flow::AmiLink::events, "end of file"});
  house.lines.clear();
  house.say(alice, R"({"class":"ipbxcommand","command":"dial","destination":"1002"})");
  house.say(alice, R"({"class":"keepalive"})");
  EXPECT_THAT(house.lines, ElementsAre(HasSubstr("service_unavailable"), HasSubstr("keepalive")));
  house.exchange_is_there = true;
  house.pass(std::chrono::seconds(2));
  EXPECT_EQ(house.core().exchange().state(), pbx::LinkState::live);
}

}  // namespace
}  // namespace crosspoint::core
