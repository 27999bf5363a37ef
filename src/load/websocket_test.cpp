#include "load/websocket.h"

#include <gtest/gtest.h>

namespace crosspoint::load {
namespace {

using Got = WebSocketCutter::Got;

/// A frame of a server: not masked.
std::string frame(char first, std::string const& payload) {
  std::string out(1, first);
  if (payload.size() < 126) return out + static_cast<char>(payload.size()) + payload;
  return out + static_cast<char>(126) + static_cast<char>(payload.size() >> 8) + static_cast<char>(payload.size() & 0xFF) +
         payload;
}
std::string text(std::string const& payload) { return frame(static_cast<char>(0x81), payload); }

TEST(WebSocketCutter, CutsMessagesWhateverTheSegments) {
  auto const longer = std::string(300, 'x');
  WebSocketCutter cutter;
  std::vector<std::string> messages;
  for (char const c : text("one") + text("") + text(longer)) {
    cutter.feed({&c, 1});
    while (cutter.next() == Got::message) messages.emplace_back(cutter.message());
  }
  EXPECT_EQ(messages, (std::vector<std::string>{"one", "", longer}));
}

TEST(WebSocketCutter, PutsFramesTogetherAndAnswersPings) {
  WebSocketCutter cutter;
  cutter.feed(frame(0x01, "be") + frame(static_cast<char>(0x89), "ping") + frame(0x00, "gi") +
              frame(static_cast<char>(0x80), "n"));
  cutter.feed(text("next"));
  ASSERT_EQ(cutter.next(), Got::message);
  EXPECT_EQ(cutter.message(), "begin");
  ASSERT_EQ(cutter.next(), Got::message);
  EXPECT_EQ(cutter.message(), "next");
  EXPECT_EQ(cutter.next(), Got::nothing);
  EXPECT_EQ(cutter.take_pongs(), std::string("\x8A\x84load", 6) + std::string({'p' ^ 'l', 'i' ^ 'o', 'n' ^ 'a', 'g' ^ 'd'}));
  EXPECT_EQ(cutter.take_pongs(), "");
}

TEST(WebSocketCutter, EndsWithACloseOrAMaskedOrHugeFrame) {
  WebSocketCutter closed, masked, huge;
  closed.feed(frame(static_cast<char>(0x88), ""));
  EXPECT_EQ(closed.next(), Got::closed);
  masked.feed(websocket_frame("from a client"));
  EXPECT_EQ(masked.next(), Got::broken);
  huge.feed(std::string("\x81\x7F\x7F", 3) + std::string(7, '\xFF'));
  EXPECT_EQ(huge.next(), Got::broken);
}

TEST(WebSocketFrame, IsMaskedAndSaysItsLength) {
  EXPECT_EQ(websocket_frame("AB"), std::string("\x81\x82load", 6) + static_cast<char>('A' ^ 'l') + static_cast<char>('B' ^ 'o'));
  EXPECT_EQ(websocket_frame(std::string(126, 'x')).substr(0, 4), std::string("\x81\xFE\x00\x7E", 4));
  EXPECT_EQ(websocket_frame(std::string(70'000, 'x')).substr(0, 10), std::string("\x81\xFF\0\0\0\0\0\x01\x11\x70", 10));
}

}  // namespace
}  // namespace crosspoint::load
