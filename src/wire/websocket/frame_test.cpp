#include "wire/websocket/frame.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace crosspoint::wire::websocket {
namespace {

std::string header(std::size_t length) {
  std::string bytes;
  append_header(bytes, Opcode::text, length);
  return bytes;
}

TEST(WebSocketFrame, TellsItsLengthInAsFewBytesAsItNeeds) {
  EXPECT_EQ(header(0), std::string("\x81\x00", 2));
  EXPECT_EQ(header(125), "\x81\x7d");
  EXPECT_EQ(header(126), std::string("\x81\x7e\x00\x7e", 4));
  EXPECT_EQ(header(0xffff), "\x81\x7e\xff\xff");
  EXPECT_EQ(header(0x10000), std::string("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

TEST(WebSocketFrame, HoldsWhatAPingHeld) { EXPECT_EQ(control_frame(Opcode::pong, "hello"), "\x8a\x05hello"); }

TEST(WebSocketFrame, ClosesWithACodeAndAReasonOrWithNeither) {
  EXPECT_EQ(close_frame(CloseCode::going_away, "bye"),
            "\x88\x05\x03\xe9"
            "bye");
  EXPECT_EQ(close_frame(CloseCode::none, "nobody hears this"), std::string("\x88\x00", 2));
}

TEST(WebSocketFrame, CutsAReasonThatIsTooLongBetweenTwoLetters) {
  std::string reason(122, 'x');
  auto const frame = close_frame(CloseCode::refused, reason + "é and more");
  EXPECT_EQ(frame.substr(4), reason);
  EXPECT_EQ(close_frame(CloseCode::refused, reason + "xyz").size(), 2 + longest_control);
}

}  // namespace
}  // namespace crosspoint::wire::websocket
