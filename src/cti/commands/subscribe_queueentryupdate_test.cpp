#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct QueueEntrySubscription : CommandFixture {
  QueueEntrySubscription() { rights.push_back(directory::Right::switchboard); }

  bool watches() const {
    return std::ranges::count(effects, flow::Effect(flow::Watch{SessionId{10}, flow::Topic::queue_entries(QueueId{1})})) == 1;
  }
};

TEST_F(QueueEntrySubscription, P163_TellsTheContentAtOnceEvenIfEmpty) {
  auto const* const told = R"({"class":"queueentryupdate","state":{"queue_id":1,"queue_name":"blue","entries":[]},"replyid":5})";
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"queueentryupdate","queueid":"1","commandid":5})"), told);
  EXPECT_TRUE(watches());
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"queueentryupdate","queueid":1,"commandid":5})"), told);
}

TEST_F(QueueEntrySubscription, P164_AChangeIsToldOnceToAllWhoWatch) {
  queue_entries.reconfigured();
  queue_entries.changed("blue");
  queue_entries.changed("nobody's");
  say(R"({"class":"keepalive"})");
  EXPECT_EQ(told(flow::Topic::queue_entries(QueueId{1})),
            R"({"class":"queueentryupdate","state":{"queue_id":1,"queue_name":"blue","entries":[]}})");
}

TEST_F(QueueEntrySubscription, P163_NoSuchQueueIsSilence) {
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"queueentryupdate","queueid":"9"})"), "");
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"queueentryupdate"})"), "");
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"everything","queueid":"1"})"), "");
  EXPECT_EQ(ask(R"({"class":"subscribe","queueid":"1"})"), "");
  EXPECT_FALSE(watches());
}

TEST_F(QueueEntrySubscription, P163_AQueueOfAnotherContextIsNotShown) {
  scope.context = "branch";
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"queueentryupdate","queueid":"1"})"), "");
  EXPECT_FALSE(watches());
}

TEST_F(QueueEntrySubscription, NeedsTheRight) {
  rights = {directory::Right::supervise};
  EXPECT_EQ(ask(R"({"class":"subscribe","message":"queueentryupdate","queueid":"1"})"), "");
  EXPECT_FALSE(watches());
}

}  // namespace
}  // namespace crosspoint::cti
