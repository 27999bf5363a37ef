#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct WindowStatistics : CommandFixture {
  WindowStatistics() { rights.push_back(directory::Right::supervise); }

  void call(int hold, bool is_answered) {
    queue_calls.loaded({{{QueueId{1}, wall_clock.at(now) - std::chrono::seconds(hold), std::chrono::seconds(hold), is_answered}}},
                       now);
  }
};

TEST_F(WindowStatistics, P161_SevenTextsAndTheReplyid) {
  call(10, true);
  call(61, true);
  call(30, false);
  EXPECT_EQ(ask(R"({"class":"getqueuesstats","commandid":591,"on":{"1":{"window":"3600","xqos":"60"}}})"),
            R"({"class":"getqueuesstats","stats":{"1":{"Xivo-Join":"3","Xivo-Link":"2","Xivo-Lost":"1","Xivo-Rate":"67",)"
            R"("Xivo-Qos":"50","Xivo-Holdtime-avg":"34","Xivo-Holdtime-max":"61"}},"replyid":591})");
}

TEST_F(WindowStatistics, P161_NumbersMayBeNumbersAndEmptyFiguresAreEmpty) {
  EXPECT_EQ(ask(R"({"class":"getqueuesstats","on":{"1":{"window":3600,"xqos":60}}})"),
            R"({"class":"getqueuesstats","stats":{"1":{"Xivo-Join":"0","Xivo-Link":"0","Xivo-Lost":"0","Xivo-Rate":"",)"
            R"("Xivo-Qos":"","Xivo-Holdtime-avg":"","Xivo-Holdtime-max":""}}})");
}

TEST_F(WindowStatistics, P162_WithoutOnNoStatsAndWithAnEmptyOneEmptyOnes) {
  EXPECT_EQ(ask(R"({"class":"getqueuesstats","commandid":1})"), R"({"class":"getqueuesstats","replyid":1})");
  EXPECT_EQ(ask(R"({"class":"getqueuesstats","on":{}})"), R"({"class":"getqueuesstats","stats":{}})");
}

TEST_F(WindowStatistics, P161_QueuesThatAreNotSeenAreLeftOut) {
  EXPECT_EQ(ask(R"({"class":"getqueuesstats","on":{"9":{"window":"1","xqos":"1"}}})"),
            R"({"class":"getqueuesstats","stats":{}})");
  scope.context = "branch";
  EXPECT_EQ(ask(R"({"class":"getqueuesstats","on":{"1":{"window":"1","xqos":"1"}}})"),
            R"({"class":"getqueuesstats","stats":{}})");
}

TEST_F(WindowStatistics, P012_WhatCannotBeReadIsIgnored) {
  for (auto const* const on : {R"([])", R"("1")", R"({"1":5})", R"({"1":{"window":"3600"}})",
                               R"({"1":{"window":"x","xqos":"1"}})", R"({"1":{"window":1.5,"xqos":"1"}})"})
    EXPECT_EQ(ask(R"({"class":"getqueuesstats","commandid":1,"on":)" + std::string(on) + "}"), "") << on;
}

TEST_F(WindowStatistics, NeedsTheRight) {
  rights.pop_back();
  EXPECT_EQ(ask(R"({"class":"getqueuesstats","on":{"1":{"window":"3600","xqos":"60"}}})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
