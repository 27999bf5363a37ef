#include "load/exchange/answers.h"

#include <gmock/gmock.h>

#include "wire/ami/cutter.h"

namespace crosspoint::load {
namespace {

using testing::HasSubstr;

struct Answers : testing::Test {
  std::string ask(std::string const& action, std::string const& header = "") const {
    wire::ami::Cutter cutter(wire::ami::Cutter::Banner::none);
    cutter.feed("Action: " + action + "\r\nActionID: x1\r\n" + header + "\r\n");
    return answer_to(*cutter.next(), board);
  }

  Board board{House{.users = 10, .agents = 4, .queues = 3, .queues_per_agent = 2}};
};

TEST_F(Answers, ListsSayHowManyItemsTheyHave) {
  EXPECT_THAT(ask("ExtensionStateList"), HasSubstr("ListItems: 10\r\n"));
  EXPECT_THAT(ask("DeviceStateList"), HasSubstr("ListItems: 10\r\n"));
  EXPECT_THAT(ask("QueueStatus"), HasSubstr("ListItems: 11\r\n"));  // 3 queues, 4 agents twice
  EXPECT_THAT(ask("QueueSummary", "Queue: queue2\r\n"), HasSubstr("ListItems: 1\r\n"));
  EXPECT_THAT(ask("CoreShowChannels"), HasSubstr("ListItems: 0\r\n"));
}

TEST_F(Answers, ListsShowTheCallsOfTheBoard) {
  board.calls[1] = {.number = 1, .caller = 7, .callee = 2, .queue = 3, .stage = Call::Stage::ringing};
  EXPECT_THAT(ask("QueueStatus"), HasSubstr("Event: QueueEntry\r\nActionID: x1\r\nQueue: queue3\r\n"));
  EXPECT_THAT(ask("BridgeList"), HasSubstr("ListItems: 0\r\n"));
  board.calls[1].stage = Call::Stage::talking;
  EXPECT_THAT(ask("BridgeList"), HasSubstr("ListItems: 1\r\n"));
  EXPECT_THAT(ask("CoreShowChannels"), HasSubstr("BridgeId: bridge-1\r\n"));
  EXPECT_THAT(ask("CoreShowChannels"), HasSubstr("ListItems: 2\r\n"));
}

TEST_F(Answers, WhatIsNotThereIsAnEmptyListAndTheRestIsDone) {
  EXPECT_THAT(ask("ParkedCalls"), HasSubstr("Response: Error\r\nActionID: x1\r\nMessage: No "));
  EXPECT_THAT(ask("QueueAdd"), HasSubstr("Response: Success\r\nActionID: x1\r\n"));
}

}  // namespace
}  // namespace crosspoint::load
