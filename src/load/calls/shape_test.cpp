#include "load/calls/shape.h"

#include <gmock/gmock.h>

#include "wire/ami/cutter.h"

namespace crosspoint::load {
namespace {

using testing::HasSubstr;
using testing::Not;

House const house{.users = 100, .agents = 20, .queues = 12, .queues_per_agent = 8};
Call const call{.number = 7, .caller = 60, .callee = 3, .queue = house.queue_of(3, 0)};

std::string all_of(Shape const& shape) {
  std::string out;
  for (auto const part : {Shape::Part::ringing, Shape::Part::answered, Shape::Part::over}) shape.append(out, part, call, house);
  return out;
}

std::size_t messages_in(std::string const& text) {
  wire::ami::Cutter cutter(wire::ami::Cutter::Banner::none);
  cutter.feed(text);
  std::size_t count = 0;
  while (cutter.next() != nullptr) ++count;
  return count;
}

TEST(Shape, T193_APlainCallHasThirtyEvents) {
  auto const shape = plain_shape();
  EXPECT_EQ(shape.events(), 30U);
  EXPECT_EQ(messages_in(all_of(shape)), 30U);
}

TEST(Shape, T194_EachFurtherQueueOfTheAgentTellsOfItThreeTimes) {
  EXPECT_EQ(queue_shape(2).events(), 48U);
  EXPECT_EQ(queue_shape(8).events(), 66U);
  EXPECT_EQ(queue_shape(10).events(), 72U);
  auto const text = all_of(queue_shape(8));
  EXPECT_EQ(messages_in(text), 66U);
  for (std::size_t place = 0; place < 8; ++place)
    EXPECT_THAT(text, HasSubstr("Queue: " + House::queue(house.queue_of(3, place)) + "\r\n"));
}

TEST(Shape, NothingOfTheRecordedCallIsLeft) {
  for (auto const& shape : {plain_shape(), queue_shape(8)}) {
    auto const text = all_of(shape);
    for (auto const* const recorded :
         {"1001", "1002", "Alice", "Bruno", "support", "sales", "Agent/2002", ": 3001", "1795451649."})
      EXPECT_THAT(text, Not(HasSubstr(recorded)));
    EXPECT_THAT(text, HasSubstr("Channel: " + call.caller_channel() + "\r\n"));
    EXPECT_THAT(text, HasSubstr("BridgeUniqueid: " + call.bridge() + "\r\n"));
  }
}

TEST(Shape, ACallSaysHowManyWaitInItsQueue) {
  std::string out;
  auto third = call;
  third.position = third.waiting = 3;
  queue_shape(8).append(out, Shape::Part::ringing, third, house);
  EXPECT_THAT(out, HasSubstr("\r\nPosition: 3\r\nCount: 3\r\n"));
}

TEST(Board, CountsThoseWhoWaitInTheQueueOfACall) {
  Board board(house);
  for (std::uint64_t number = 1; number <= 4; ++number) board.calls[number] = {.number = number, .queue = number == 2 ? 5U : 6U};
  auto& left = board.calls[3];
  left.stage = Call::Stage::talking;
  board.count_in_queue(left);
  EXPECT_EQ(left.position, 2U);
  EXPECT_EQ(left.waiting, 2U);
}

TEST(Shape, ItsPartsAreTheRingingTheConversationAndTheEnd) {
  auto const shape = queue_shape(8);
  std::string ringing, answered, over;
  shape.append(ringing, Shape::Part::ringing, call, house);
  shape.append(answered, Shape::Part::answered, call, house);
  shape.append(over, Shape::Part::over, call, house);
  EXPECT_THAT(ringing, HasSubstr("State: RINGING"));
  EXPECT_THAT(ringing, Not(HasSubstr("Event: BridgeEnter")));
  EXPECT_TRUE(answered.starts_with("Event: "));
  EXPECT_THAT(answered, HasSubstr("Event: BridgeEnter"));
  EXPECT_TRUE(over.starts_with("Event: HangupRequest"));
  EXPECT_TRUE(over.ends_with("StatusText: Idle\r\n\r\n"));
}

}  // namespace
}  // namespace crosspoint::load
