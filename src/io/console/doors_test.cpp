#include "io/console/doors.h"

#include <gtest/gtest.h>

#include "io/console/visitor.h"
#include "io/net/testing/client.h"
#include "io/net/testing/core.h"

namespace crosspoint::io::console {
namespace {

using flow::Door;
using net::testing_support::Client;
using net::testing_support::RecordingCore;

struct DoorsTest : testing::Test {
  DoorsTest() {
    auto opened = Doors::open({Place{"127.0.0.1", 0}, Place{"127.0.0.1", 0}}, core.deliver());
    if (opened) doors = std::move(*opened);
  }

  flow::VisitorLine next_line() { return core.next<flow::VisitorLine>().value_or(flow::VisitorLine{}); }
  void answer(VisitorId visitor, std::string text) { doors->carry_out({flow::AnswerVisitor{visitor, std::move(text)}}); }

  RecordingCore core;
  std::unique_ptr<Doors> doors;
};

TEST_F(DoorsTest, SayThroughWhichOneALineCame) {
  Client notices(doors->notices()->port), console(doors->console()->port);
  ASSERT_TRUE(notices.send("xivo[user,edit,1]\r\n"));
  auto line = next_line();
  EXPECT_EQ(line.door, Door::notices);
  EXPECT_EQ(line.line, "xivo[user,edit,1]");
  ASSERT_TRUE(console.send("help\n"));
  line = next_line();
  EXPECT_EQ(line.door, Door::console);
  answer(line.visitor, "you are helped\n");
  EXPECT_EQ(console.line(), "you are helped");
}

TEST_F(DoorsTest, HandOnALineOnlyAfterTheAnswerToTheOneBefore) {
  Client client(doors->console()->port);
  ASSERT_TRUE(client.send("first\nsecond\n"));
  auto const first = next_line();
  EXPECT_EQ(first.line, "first");
  EXPECT_EQ(core.count<flow::VisitorLine>(), 0U);
  doors->carry_out({flow::TellVisitor{first.visitor, "news\n"}, flow::AnswerVisitor{first.visitor, "1\n"}});
  auto const second = next_line();
  EXPECT_EQ(second.line, "second");
  answer(second.visitor, "2\n");
  EXPECT_EQ(client.line(), "news");
  EXPECT_EQ(client.line(), "1");
  EXPECT_EQ(client.line(), "2");
}

TEST_F(DoorsTest, AnswerWhoHasSaidAllAndThenEnd) {
  Client client(doors->console()->port);
  ASSERT_TRUE(client.send("help\n"));
  client.finish();
  auto const line = next_line();
  answer(line.visitor, "text\n");
  EXPECT_EQ(client.line(), "text");
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(core.next<flow::VisitorGone>()->visitor, line.visitor);
}

TEST_F(DoorsTest, EndWithALineThatIsTooLong) {
  Client client(doors->console()->port);
  ASSERT_TRUE(client.send(std::string(Visitor::longest_line, 'x') + "\n"));
  answer(next_line().visitor, "read\n");
  EXPECT_EQ(client.line(), "read");
  ASSERT_TRUE(client.send(std::string(Visitor::longest_line + 1, 'x')));
  EXPECT_EQ(client.line(), "error: the line is too long");
  EXPECT_TRUE(client.at_end());
}

TEST_F(DoorsTest, CutOffWhoLetsTooMuchWait) {
  Client client(doors->console()->port, 4096);
  ASSERT_TRUE(client.send("register\n"));
  auto const visitor = next_line().visitor;
  std::string const much(Visitor::most_unsent, 'x');
  // The first is under way and partly in the kernel's hands, the second waits, the third finds it waiting.
  for (int i = 0; i < 8; ++i) doors->carry_out({flow::TellVisitor{visitor, much + "\n"}});
  EXPECT_EQ(core.next<flow::VisitorGone>()->visitor, visitor);
}

TEST_F(DoorsTest, DismissAVisitor) {
  Client client(doors->notices()->port);
  ASSERT_TRUE(client.send("POST / HTTP/1.1\n"));
  doors->carry_out({flow::DismissVisitor{next_line().visitor}});
  EXPECT_TRUE(client.at_end());
  EXPECT_TRUE(core.next<flow::VisitorGone>());
}

TEST_F(DoorsTest, LetInSoManyAndNoMore) {
  std::vector<std::unique_ptr<Client>> clients;
  for (std::size_t i = 0; i < Doors::most_visitors; ++i) {
    clients.push_back(std::make_unique<Client>(doors->console()->port));
    ASSERT_TRUE(clients.back()->send("help\n"));
    next_line();
  }
  EXPECT_TRUE(Client(doors->console()->port).at_end());
  EXPECT_TRUE(Client(doors->notices()->port).send("xivo[user,edit,1]\n"));
  EXPECT_EQ(next_line().door, Door::notices);
}

TEST_F(DoorsTest, AreNotOpenedTwiceInOnePlace) {
  auto const again = Doors::open({std::nullopt, doors->console()}, core.deliver());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().detail,
            "cannot listen on 127.0.0.1 port " + std::to_string(doors->console()->port) + ": Address already in use");
}

TEST(ShutDoors, AreShut) {
  RecordingCore core;
  auto const doors = Doors::open({}, core.deliver());
  ASSERT_TRUE(doors);
  EXPECT_FALSE((*doors)->notices());
  EXPECT_FALSE((*doors)->console());
}

}  // namespace
}  // namespace crosspoint::io::console
