// Calls that wait in a queue and change hands there, from recorded streams of real exchanges. (telephony 2.7)
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// An agent, who has a caller from the queue blue, waits in the queue red herself and transfers the caller there.
struct QueueTransferReplay : testing::TestWithParam<char const*> {
  QueueTransferReplay() {
    auto office = House::office();
    office.profiles.at(ProfileId{3}).rights.push_back(directory::Right::supervise);
    office.queues.at(QueueId{1}).name = "blue";
    office.queues.at(QueueId{2}).name = "red";
    house.give(flow::Configured{std::move(office)});
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
    stream = House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() +
                              "queue-attended-transfer-sip-refer.ami");
    EXPECT_FALSE(stream.empty());
  }

  /// Plays up to that event, without it; its which-th one.
  void play(std::string const& until, int which = 1) {
    std::size_t end = 0;
    for (; which > 0; --which) end = stream.find("Event: " + until + "\r\n", end + 1);
    house.replay(std::string_view(stream).substr(0, end));
    stream.erase(0, end);
  }
  void play() { house.replay(std::exchange(stream, {})); }

  /// The list of those who wait in red, as it was told last.
  std::string entries() const {
    std::string last;
    for (auto const& line : house.lines)
      if (line.starts_with("entries:2 ")) last = line.substr(line.find("\"entries\""));
    return last.substr(0, last.find(",\"timenow\""));
  }

  /// Received, answered and lost calls of red.
  std::string window() {
    house.lines.clear();
    house.say(alice, R"({"class":"getqueuesstats","on":{"2":{"window":"3600","xqos":60}}})");
    return house.lines.at(0);
  }

  static std::string join_time(std::string const& entries) {
    auto const at = entries.find("\"join_time\":");
    return entries.substr(at, entries.find(',', at) - at);
  }

  House house;
  std::string stream;
};
INSTANTIATE_TEST_SUITE_P(Asterisk, QueueTransferReplay, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(QueueTransferReplay, T064_WhoIsTransferredIntoAQueueTakesThePlaceOfThePhoneThatWaitedThere) {
  play("AttendedTransfer");
  auto const before = entries();
  EXPECT_THAT(before, AllOf(HasSubstr("\"position\":1"), Not(HasSubstr("\"1001\""))));
  house.pass(std::chrono::seconds(3));
  play("QueueCallerLeave");
  auto const after = entries();
  EXPECT_THAT(after, AllOf(HasSubstr("\"position\":1"), HasSubstr("\"number\":\"1001\""), Not(HasSubstr("\"position\":2"))));
  EXPECT_EQ(join_time(after), join_time(before)) << "it is one wait";
  EXPECT_THAT(window(),
              AllOf(HasSubstr("\"Xivo-Join\":\"1\""), HasSubstr("\"Xivo-Link\":\"0\""), HasSubstr("\"Xivo-Lost\":\"0\"")));
  play();
  EXPECT_EQ(entries(), "\"entries\":[]}");
  EXPECT_THAT(window(),
              AllOf(HasSubstr("\"Xivo-Join\":\"1\""), HasSubstr("\"Xivo-Link\":\"1\""), HasSubstr("\"Xivo-Lost\":\"0\"")));
}

TEST_P(QueueTransferReplay, T064_TheStoreHoldsOneCallThatWaits) {
  play("AttendedTransfer");
  house.changes.clear();
  play("QueueCallerLeave");
  std::vector<std::string> forgotten, saved;
  for (auto const& change : house.changes) {
    if (auto const* const gone = std::get_if<flow::ForgetWaitingCall>(&change)) forgotten.push_back(gone->uniqueid);
    if (auto const* const kept = std::get_if<flow::SaveWaitingCall>(&change)) saved.push_back(kept->call.uniqueid);
  }
  ASSERT_THAT(forgotten, SizeIs(1));
  ASSERT_THAT(saved, SizeIs(1));
  EXPECT_NE(forgotten[0], saved[0]);
}

TEST_P(QueueTransferReplay, T062_AListThatNamesAnotherLegInThePlaceOfOneMeansTheSameWait) {
  play("AttendedTransfer");
  auto const before = join_time(entries());
  house.pass(std::chrono::seconds(2));
  // Another phone takes the call over: Asterisk tells of the old leg's end alone.
  auto const& waiting = house.core().exchange().model().queue("red")->entries.at(0);
  house.queue_members = {
      "Queue: red\r\nPosition: 1\r\nChannel: PJSIP/1002-00000009\r\nUniqueid: 99.9\r\nCallerIDNum: 1002\r\n"
      "CallerIDName: Bruno\r\nWait: 2\r\nPriority: 0\r\n"};
  house.queue_item = "QueueEntry";
  house.give(flow::AmiBytes{flow::AmiLink::events, "Event: Hangup\r\nChannel: " + waiting.channel +
                                                       "\r\nUniqueid: " + waiting.uniqueid + "\r\nCause: 16\r\n\r\n"});
  house.lines.clear();
  house.pass(std::chrono::seconds(2));
  EXPECT_THAT(entries(), AllOf(HasSubstr("\"number\":\"1002\""), HasSubstr("\"uniqueid\":\"99.9\"")));
  EXPECT_EQ(join_time(entries()), before);
  EXPECT_THAT(window(), AllOf(HasSubstr("\"Xivo-Join\":\"1\""), HasSubstr("\"Xivo-Lost\":\"0\"")));
}

TEST_P(QueueTransferReplay, T064_TheNameOfWhoWaitsFollowsTheExchange) {
  play("AttendedTransfer");
  auto const waiting = house.core().exchange().model().queue("red")->entries.at(0);
  house.lines.clear();
  house.give(flow::AmiBytes{flow::AmiLink::events, "Event: NewCallerid\r\nChannel: " + waiting.channel +
                                                       "\r\nUniqueid: " + waiting.uniqueid +
                                                       "\r\nCallerIDNum: 0123\r\nCallerIDName: Customer\r\n\r\n"});
  EXPECT_THAT(entries(), AllOf(HasSubstr("\"name\":\"Customer\""), HasSubstr("\"number\":\"0123\"")));
  house.lines.clear();
  house.queue_item = "QueueEntry";
  house.queue_members = {"Queue: red\r\nPosition: 1\r\nChannel: " + waiting.channel + "\r\nUniqueid: " + waiting.uniqueid +
                         "\r\nCallerIDNum: 0456\r\nCallerIDName: Customer\r\nWait: 2\r\nPriority: 0\r\n"};
  house.give(flow::AmiBytes{flow::AmiLink::events, "Event: Reload\r\nModule: All\r\nStatus: 0\r\n\r\n"});
  house.pass(std::chrono::seconds(2));
  EXPECT_THAT(entries(), HasSubstr("\"number\":\"0456\""));
}

}  // namespace
}  // namespace crosspoint::core
