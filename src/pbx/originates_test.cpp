#include "pbx/originates.h"

#include <gmock/gmock.h>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using std::chrono::seconds;
using testing::Desk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Dialling : ::testing::Test {
  Desk desk;

  Token dial(std::string const& channel_id) {
    desk.go_live();
    auto const token = desk.exchange.act({"Originate", {{"Channel", "PJSIP/1001"}, {"ChannelId", channel_id}}}, desk.now);
    EXPECT_TRUE(token);
    return *token;
  }
  [[nodiscard]] std::vector<Originated> outcomes() {
    std::vector<Originated> out;
    for (auto const& notice : desk.take())
      if (auto const* const outcome = std::get_if<Originated>(&notice)) out.push_back(*outcome);
    return out;
  }
};

TEST_F(Dialling, T121_TellsThatALineDeclined) {
  auto const token = dial("xp-dial-42");
  desk.pump();
  auto const script = testing::load("", "originate-with-channelid");
  desk.play(script, "Hangup");
  ASSERT_EQ(desk.calls("PJSIP/1001").size(), 1U);
  EXPECT_TRUE(desk.calls("PJSIP/1001")[0].outgoing);  // 2.3: the user has dialled, although Asterisk rings the phone
  desk.play(script);
  EXPECT_THAT(outcomes(), ElementsAre(Originated{token, false, true}));
}

TEST_F(Dialling, T121_TellsThatALineIsNotThere) {
  auto const token = dial("xp-dial-43");
  desk.pump();
  desk.feed("Event: OriginateResponse\r\nActionID: x" + std::to_string(token.value) +
            "\r\nResponse: Failure\r\nReason: 0\r\nUniqueid: xp-dial-43\r\n\r\n");
  EXPECT_THAT(outcomes(), ElementsAre(Originated{token, false, false}));
}

TEST_F(Dialling, TheOutcomeIsToldAfterTheAnswerWhicheverConnectionIsFaster) {
  auto const token = dial("xp-dial-44");
  auto const answer = std::exchange(desk.effects, {});
  desk.feed("Event: OriginateResponse\r\nActionID: x" + std::to_string(token.value) +
            "\r\nResponse: Success\r\nReason: 4\r\nUniqueid: xp-dial-44\r\n\r\n");
  EXPECT_THAT(desk.take(), IsEmpty());
  desk.effects = answer;
  desk.pump();
  auto const told = desk.take();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<Answered>(told[0]));
  EXPECT_EQ(told[1], Notice(Originated{token, true, true}));
}

TEST_F(Dialling, AnOutcomeThatNeverComesIsGivenUp) {
  auto const token = dial("xp-dial-45");
  desk.pump();
  desk.advance(seconds(59));
  EXPECT_THAT(outcomes(), IsEmpty());
  desk.advance(seconds(2));
  EXPECT_THAT(outcomes(), ElementsAre(Originated{token, false, true}));
}

TEST_F(Dialling, TooManyOpenCallsAreRefused) {
  desk.go_live();
  for (std::size_t i = 0; i < Originates::limit; ++i) {
    ASSERT_TRUE(desk.exchange.act({"Originate", {}}, desk.now));
    desk.pump();
  }
  EXPECT_EQ(desk.exchange.act({"Originate", {}}, desk.now).error().code, Errc::unavailable);
  EXPECT_TRUE(desk.exchange.act({"Getvar", {}}, desk.now));
}

TEST_F(Dialling, TheOutcomeOfSomebodyElsesOriginateIsNotOurs) {
  auto const token = dial("xp-dial-46");
  desk.pump();
  for (auto const* const uniqueid : {"another-one", "<unknown>"})
    desk.feed("Event: OriginateResponse\r\nActionID: x" + std::to_string(token.value) +
              "\r\nResponse: Failure\r\nReason: 0\r\nUniqueid: " + uniqueid + "\r\n\r\n");
  EXPECT_THAT(outcomes(), IsEmpty());
}

}  // namespace
}  // namespace crosspoint::pbx
