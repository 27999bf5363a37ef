#include "wire/agi/conversation.h"

#include <gmock/gmock.h>

namespace crosspoint::wire::agi {
namespace {

constexpr std::string_view request = "agi_network_script: user\nagi_arg_1: 1002\n\n";

bool waits(Conversation::Step const& step) { return std::holds_alternative<Conversation::Wait>(step); }

/// What is sent; "end" at the end.
std::string said(Conversation::Step const& step) {
  if (auto const* const send = std::get_if<Conversation::Send>(&step)) return send->bytes;
  auto const* const end = std::get_if<Conversation::End>(&step);
  return end ? "end" + end->fault : "nothing";
}

struct AgiConversation : testing::Test {
  void ask() { ASSERT_TRUE(std::holds_alternative<Conversation::Ask>(conversation.received(request))); }
  Conversation conversation;
};

TEST_F(AgiConversation, AsksWhenTheRequestIsWholeWhateverSegmentsItCameIn) {
  for (auto const byte : request.substr(0, request.size() - 1)) EXPECT_TRUE(waits(conversation.received({&byte, 1})));
  auto const step = conversation.received("\n");
  ASSERT_TRUE(std::holds_alternative<Conversation::Ask>(step));
  EXPECT_EQ(std::get<Conversation::Ask>(step).request, (Request{.script = "user", .arguments = {"1002"}}));
}

TEST_F(AgiConversation, SetsOneVariableAfterTheOtherAndEnds) {
  ask();
  EXPECT_EQ(said(conversation.answer({{"XP_DEST", "1003@default"}, {"XP_ACTION", "forward"}})),
            "SET VARIABLE XP_DEST \"1003@default\"\n");
  EXPECT_TRUE(waits(conversation.received("200 resu")));
  EXPECT_EQ(said(conversation.received("lt=1\n")), "SET VARIABLE XP_ACTION \"forward\"\n");
  EXPECT_EQ(said(conversation.received("200 result=1\n")), "end");
}

TEST_F(AgiConversation, EndsAtOnceWhenThereIsNothingToSay) {
  ask();
  EXPECT_EQ(said(conversation.answer({})), "end");
}

TEST_F(AgiConversation, T175_GoesOnWhenTheCallerHangsUp) {
  ask();
  EXPECT_TRUE(waits(conversation.received("HANGUP\n")));
  conversation.answer({{"A", "1"}, {"B", "2"}});
  EXPECT_TRUE(waits(conversation.received("HANGUP\n")));
  EXPECT_EQ(said(conversation.received("200 result=1\n")), "SET VARIABLE B \"2\"\n");
}

TEST_F(AgiConversation, GoesOnAfterACommandThatWasRefused) {
  ask();
  conversation.answer({{"A", "1"}, {"B", "2"}, {"C", "3"}});
  EXPECT_EQ(said(conversation.received("510 Invalid or unknown command\n")), "SET VARIABLE B \"2\"\n");
  EXPECT_TRUE(waits(conversation.received("520-Invalid command syntax.  Proper usage follows:\nUsage: SET VARIABLE\n")));
  EXPECT_EQ(said(conversation.received("520 End of proper usage.\n")), "SET VARIABLE C \"3\"\n");
}

TEST_F(AgiConversation, KeepsQuotesAndLineEndsInsideOfTheValue) {
  ask();
  EXPECT_EQ(said(conversation.answer({{"A", "a\"b\\c\r\nEXEC System"}})), "SET VARIABLE A \"a\\\"b\\\\c  EXEC System\"\n");
}

TEST_F(AgiConversation, TakesARequestOfTheLimitAndNoLongerOne) {
  std::string const script = "agi_network_script: user\nagi_dnid: ";
  auto const fill = [&](std::size_t length) { return script + std::string(length - script.size(), '1'); };
  EXPECT_TRUE(std::holds_alternative<Conversation::Ask>(conversation.received(fill(Conversation::longest_request) + "\n\n")));
  EXPECT_EQ(said(Conversation{}.received(fill(Conversation::longest_request + 1) + "\n\n")), "endthe request is too long");
  EXPECT_EQ(said(Conversation{}.received(fill(Conversation::longest_request + 2))), "endthe request is too long");
}

TEST_F(AgiConversation, EndsWithWhatIsNoConversation) {
  EXPECT_THAT(said(Conversation{}.received("GET / HTTP/1.1\n\n")), testing::StartsWith("endnot a line"));
  ask();
  EXPECT_EQ(said(conversation.received("200 result=1\n")), "enda reply to no command");
  EXPECT_EQ(said(conversation.received(std::string(Conversation::longest_reply + 1, 'x'))), "enda reply is too long");
}

}  // namespace
}  // namespace crosspoint::wire::agi
