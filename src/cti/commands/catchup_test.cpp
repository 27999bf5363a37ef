#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct CatchUp : CommandFixture {
  CatchUp() {
    extensions.add(Extension::seq);
    clients.number(SessionId{10});
    for (auto const topic : {flow::Topic::all(), flow::Topic::own(UserId{1})}) clients.watch(SessionId{10}, topic);
  }

  std::string catch_up(std::string const& since) { return ask(R"({"class":"catchup","epoch":"1","seq":)" + since + "}"); }

  void change(std::string const& device, int status) {
    lines.device_changed(device, status, now);
    tell_events();
  }
};

TEST_F(CatchUp, P216_TellsWhatWasMissed) {
  change("PJSIP/1001", 8);
  change("PJSIP/1001", 1);
  auto const answer = catch_up("1");
  EXPECT_EQ(answer.find(R"("hintstatus":"8")"), std::string::npos);
  EXPECT_NE(answer.find(R"("hintstatus":"1")"), std::string::npos);
  EXPECT_NE(answer.find(R"({"class":"catchup","frames":1,"seq":5,"result":"complete"})"), std::string::npos) << answer;
}

TEST_F(CatchUp, P217_DoesNotKnowNumbersOfAnotherRunNorThoseToCome) {
  for (auto const* const since : {"17", "-1"})
    EXPECT_NE(catch_up(since).find(R"("result":"snapshot","why":"other_epoch","lists":["users","phones","agents",)"),
              std::string::npos);
  auto const answer = ask(R"({"class":"catchup","epoch":"2","seq":"1"})");
  EXPECT_NE(answer.find(R"("why":"other_epoch")"), std::string::npos);
  EXPECT_NE(answer.find(R"("lost":true)"), std::string::npos);
}

TEST_F(CatchUp, P218_NamesTheListsOfWhichMessagesAreGone) {
  for (int i = 0; i < 300; ++i) {
    events.emplace_back(domain::ConfigChanged{domain::List::queues, "1", ""});
    tell_events();
  }
  auto const answer = catch_up("1");
  EXPECT_NE(answer.find(R"("result":"snapshot","why":"too_old","lists":["queues"],"lost":false)"), std::string::npos) << answer;
}

TEST_F(CatchUp, P220_IsAboutTheListsThatTheSessionWatches) {
  change("PJSIP/1001", 8);
  say(R"({"class":"watch","lists":["queues","nothing",7]})");
  EXPECT_NE(catch_up("1").find(R"("frames":0)"), std::string::npos);
  say(R"({"class":"watch","lists":["phones"]})");
  EXPECT_NE(catch_up("1").find(R"("frames":1)"), std::string::npos);
}

TEST_F(CatchUp, P215_NumbersTheReplyLikeThePushToTheOthers) {
  auto const reply = ask(R"({"class":"people_headers","commandid":5})");
  EXPECT_NE(effects.size(), 0U);
  auto const& told = std::get<flow::Tell>(effects.back());
  EXPECT_EQ(told.more, R"(,"seq":2)");
  EXPECT_NE(std::get<flow::Reply>(effects.front()).line.find(R"("seq":2})"), std::string::npos);
  EXPECT_NE(catch_up("1").find(R"("frames":0)"), std::string::npos) << "it has had it";
}

}  // namespace
}  // namespace crosspoint::cti
