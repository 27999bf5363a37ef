#include "wire/websocket/reader.h"

#include <gmock/gmock.h>

#include <vector>

namespace crosspoint::wire::websocket {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

enum class Part { whole, first, middle, last };

/// A client's frame with a mask.
std::string frame(Opcode opcode, std::string_view payload, Part part = Part::whole) {
  constexpr std::string_view mask = "\x37\xfa\x21\x3d";
  std::string bytes;
  append_header(bytes, opcode, payload.size());
  if (part == Part::first || part == Part::middle) bytes[0] = static_cast<char>(bytes[0] & 0x7f);
  bytes[1] = static_cast<char>(bytes[1] | 0x80);
  bytes += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) bytes += static_cast<char>(payload[i] ^ mask[i % mask.size()]);
  return bytes;
}

std::string text(std::string_view payload) { return frame(Opcode::text, payload); }

std::string first(std::string_view payload) { return frame(Opcode::text, payload, Part::first); }
std::string middle(std::string_view payload) { return frame(Opcode::continuation, payload, Part::middle); }
std::string last(std::string_view payload) { return frame(Opcode::continuation, payload, Part::last); }

std::vector<std::string> messages_of(Reader& reader) {
  std::vector<std::string> messages;
  while (auto const message = reader.next()) messages.emplace_back(*message);
  return messages;
}

std::vector<std::string> messages_after(Reader& reader, std::string_view bytes) {
  reader.feed(bytes);
  return messages_of(reader);
}

/// The code with which these bytes end it.
CloseCode ending_after(std::string_view bytes) {
  Reader reader(100);
  EXPECT_THAT(messages_after(reader, bytes), IsEmpty());
  auto const ending = reader.ending();
  EXPECT_TRUE(ending);
  EXPECT_THAT(messages_after(reader, text("late")), IsEmpty());
  return ending ? ending->code : CloseCode::none;
}

TEST(WebSocketReader, HandsOutTheMessagesOfOneSegmentInOrder) {
  Reader reader(100'000);
  std::string const middling(300, 'x'), large(70'000, 'y');
  EXPECT_THAT(messages_after(reader, text("one") + text("") + text(middling) + text(large) + text("naïve")),
              ElementsAre("one", "", middling, large, "naïve"));
  EXPECT_FALSE(reader.ending());
}

TEST(WebSocketReader, JoinsFramesThatComeByteByByte) {
  Reader reader(100);
  std::vector<std::string> messages;
  for (auto const byte : first("a mes") + frame(Opcode::ping, "p") + middle("") + middle("sa") + last("ge") + text("next"))
    for (auto& message : messages_after(reader, std::string_view(&byte, 1))) messages.push_back(message);
  EXPECT_THAT(messages, ElementsAre("a message", "next"));
  EXPECT_EQ(reader.take_ping(), "p");
}

TEST(WebSocketReader, TellsTheLatestPingOnce) {
  Reader reader(100);
  EXPECT_EQ(reader.take_ping(), std::nullopt);
  messages_after(reader, frame(Opcode::ping, "1") + frame(Opcode::ping, "2") + frame(Opcode::pong, "3"));
  EXPECT_EQ(reader.take_ping(), "2");
  EXPECT_EQ(reader.take_ping(), std::nullopt);
  EXPECT_FALSE(reader.ending());
}

TEST(WebSocketReader, LetsAMessageOfExactlyTheLimitThroughAndNoneLonger) {
  Reader reader(4);
  EXPECT_THAT(messages_after(reader, text("1234") + first("12") + last("34")), ElementsAre("1234", "1234"));
  EXPECT_FALSE(reader.ending());
  EXPECT_THAT(messages_after(reader, first("12") + last("345")), IsEmpty());
  EXPECT_EQ(reader.ending()->code, CloseCode::too_big);
}

TEST(WebSocketReader, NoticesAMessageTooLongBeforeAnyOfItHasCome) {
  Reader reader(4);
  EXPECT_THAT(messages_after(reader, text("one") + text("12345").substr(0, 6)), ElementsAre("one"));
  EXPECT_EQ(reader.ending()->code, CloseCode::too_big);
  EXPECT_FALSE(reader.ending()->asked_for);
  Reader other(4);
  EXPECT_THAT(messages_after(other, "\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xffmask"), IsEmpty());
  EXPECT_EQ(other.ending()->code, CloseCode::too_big);
}

TEST(WebSocketReader, LetsTheMessageThroughAfterTheLimitWasRaised) {
  Reader reader(4);
  EXPECT_THAT(messages_after(reader, text("123456") + text("more")), IsEmpty());
  reader.set_limit(6);
  EXPECT_FALSE(reader.ending());
  EXPECT_THAT(messages_of(reader), ElementsAre("123456", "more"));
}

TEST(WebSocketReader, RefusesWhatTheProtocolForbids) {
  EXPECT_EQ(ending_after(std::string("\x81\x00", 2)), CloseCode::broken_rule) << "no mask";
  for (auto const bit : {0x40, 0x20, 0x10}) {
    auto reserved = text("");
    reserved[0] = static_cast<char>(reserved[0] | bit);
    EXPECT_EQ(ending_after(reserved), CloseCode::broken_rule) << bit;
  }
  for (auto const opcode : {3, 7, 11, 15})
    EXPECT_EQ(ending_after(frame(static_cast<Opcode>(opcode), "")), CloseCode::broken_rule) << opcode;
  EXPECT_EQ(ending_after(last("x")), CloseCode::broken_rule) << "a continuation of nothing";
  EXPECT_EQ(ending_after(first("x") + text("y")), CloseCode::broken_rule) << "a message within another";
  EXPECT_EQ(ending_after(frame(Opcode::ping, "", Part::first)), CloseCode::broken_rule) << "a ping in pieces";
  EXPECT_EQ(ending_after(frame(Opcode::ping, std::string(126, 'x'))), CloseCode::broken_rule) << "a long ping";
  EXPECT_EQ(ending_after(std::string("\x81\xfe\x00\x7d"
                                     "mask",
                                     8)),
            CloseCode::broken_rule)
      << "125 in two bytes";
  EXPECT_EQ(ending_after(std::string("\x81\xff\x00\x00\x00\x00\x00\x00\xff\xffmask", 14)), CloseCode::broken_rule)
      << "65535 in eight bytes";
  EXPECT_EQ(ending_after(std::string("\x81\xff\x80\x00\x00\x00\x00\x00\x00\x00mask", 14)), CloseCode::broken_rule)
      << "a negative length";
}

TEST(WebSocketReader, RefusesWhatIsNotText) {
  EXPECT_EQ(ending_after(frame(Opcode::binary, "{}")), CloseCode::not_text);
  EXPECT_EQ(ending_after(text("caf\xe9")), CloseCode::not_utf8);
  EXPECT_EQ(ending_after(first("\xe6\xbc") + last("x")), CloseCode::not_utf8);
}

TEST(WebSocketReader, TakesALetterCutOverTwoFrames) {
  Reader reader(100);
  EXPECT_THAT(messages_after(reader, first("\xe6\xbc") + last("\xa2")), ElementsAre("\xe6\xbc\xa2"));
}

TEST(WebSocketReader, EndsWithTheCodeOfTheClientThatCloses) {
  Reader reader(100);
  EXPECT_THAT(messages_after(reader, text("one") + frame(Opcode::close, "\x0f\xa0why") + text("late")), ElementsAre("one"));
  EXPECT_EQ(reader.ending()->code, CloseCode{4000});
  EXPECT_TRUE(reader.ending()->asked_for);
  EXPECT_EQ(ending_after(frame(Opcode::close, "")), CloseCode::none);
}

TEST(WebSocketReader, RefusesACloseThatIsMalformed) {
  EXPECT_EQ(ending_after(frame(Opcode::close, "x")), CloseCode::broken_rule);
  for (std::string_view const code :
       {std::string_view("\x00\x00", 2), std::string_view("\x03\xe7"), std::string_view("\x03\xec"), std::string_view("\x03\xed"),
        std::string_view("\x03\xee"), std::string_view("\x03\xf7"), std::string_view("\x0b\xb7"), std::string_view("\x13\x88")})
    EXPECT_EQ(ending_after(frame(Opcode::close, code)), CloseCode::broken_rule);
  EXPECT_EQ(ending_after(frame(Opcode::close, "\x03\xe8\xff")), CloseCode::not_utf8);
}

}  // namespace
}  // namespace crosspoint::wire::websocket
