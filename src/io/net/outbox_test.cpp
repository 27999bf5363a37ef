#include "io/net/outbox.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace crosspoint::io::net {
namespace {

constexpr flow::StateKey none = 0, phone_42 = 42, phone_43 = 43;

/// All that waits, as the client would get it.
std::string waiting(Outbox const& outbox) {
  std::array<iovec, 64> parts{};
  std::string all;
  for (auto const& part : outbox.gather(parts)) all.append(static_cast<char const*>(part.iov_base), part.iov_len);
  EXPECT_EQ(all.size(), outbox.bytes());
  return all;
}

Outbox with(std::initializer_list<std::pair<char const*, flow::StateKey>> frames) {
  Outbox outbox;
  for (auto const& [line, state] : frames) outbox.add(make_frame(line, state));
  return outbox;
}

TEST(Outbox, KeepsTheOrder) { EXPECT_EQ(waiting(with({{"a\n", none}, {"b\n", phone_42}, {"c\n", none}})), "a\nb\nc\n"); }

TEST(Outbox, AClientThatKeepsUpGetsEveryState) {
  EXPECT_EQ(waiting(with({{"42 rings\n", phone_42}, {"42 talks\n", phone_42}})), "42 rings\n42 talks\n");
}

TEST(Outbox, AClientThatFellBehindGetsTheLatestStateOnly) {
  auto outbox = with({{"42 rings\n", phone_42}, {"43 rings\n", phone_43}, {"42 talks\n", phone_42}});
  outbox.fall_behind();
  outbox.add(make_frame("42 idle\n", phone_42));
  EXPECT_EQ(waiting(outbox), "43 rings\n42 idle\n");
}

TEST(Outbox, AStateDoesNotOvertakeTheReplyBeforeIt) {
  Outbox outbox;
  outbox.fall_behind();
  outbox.add(make_frame("42 rings\n", phone_42));
  outbox.add(make_frame("reply\n", none));
  outbox.add(make_frame("42 idle\n", phone_42));
  EXPECT_EQ(waiting(outbox), "reply\n42 idle\n");
}

TEST(Outbox, FramesWithoutStateAreNeverDropped) {
  Outbox outbox;
  outbox.fall_behind();
  for (int i = 0; i < 3; ++i) outbox.add(make_frame("chat\n", none));
  EXPECT_EQ(waiting(outbox), "chat\nchat\nchat\n");
}

TEST(Outbox, AFrameWrittenInPartIsFinishedAndNotReplaced) {
  auto outbox = with({{"42 rings\n", phone_42}});
  outbox.written(3);
  outbox.fall_behind();
  outbox.add(make_frame("42 talks\n", phone_42));
  outbox.add(make_frame("42 idle\n", phone_42));
  EXPECT_EQ(waiting(outbox), "rings\n42 idle\n");
}

TEST(Outbox, WhatIsWrittenIsGoneAcrossFrames) {
  auto outbox = with({{"one\n", none}, {"two\n", phone_42}, {"three\n", none}});
  outbox.fall_behind();
  outbox.written(9);
  EXPECT_EQ(waiting(outbox), "hree\n");
  outbox.add(make_frame("42 again\n", phone_42));
  EXPECT_EQ(waiting(outbox), "hree\n42 again\n");
}

TEST(Outbox, AClientThatCaughtUpGetsEveryStateAgain) {
  auto outbox = with({{"42 rings\n", phone_42}});
  outbox.fall_behind();
  outbox.written(outbox.bytes());
  EXPECT_TRUE(outbox.empty());
  outbox.add(make_frame("42 talks\n", phone_42));
  outbox.add(make_frame("42 idle\n", phone_42));
  EXPECT_EQ(waiting(outbox), "42 talks\n42 idle\n");
}

TEST(Outbox, AMillionUpdatesOfOneStateToAStuckClientTakeTheRoomOfOne) {
  Outbox outbox;
  outbox.fall_behind();
  for (int i = 0; i < 1'000'000; ++i) outbox.add(make_frame("42 rings\n", phone_42));
  EXPECT_EQ(outbox.bytes(), 9U);
}

/// The same said plainly: a list of lines in which a newer state takes out the older one, unless that is under way.
class PlainOutbox {
 public:
  void add(std::string line, flow::StateKey state) {
    auto const under_way = offset_ > 0 ? 1 : 0;
    if (state != none && behind_)
      for (auto at = lines_.begin() + std::min<std::ptrdiff_t>(under_way, std::ssize(lines_)); at != lines_.end(); ++at)
        if (at->second == state) {
          lines_.erase(at);
          break;
        }
    lines_.emplace_back(std::move(line), state);
  }
  void written(std::size_t bytes) {
    offset_ += bytes;
    for (; !lines_.empty() && offset_ >= lines_.front().first.size(); lines_.erase(lines_.begin()))
      offset_ -= lines_.front().first.size();
    behind_ = behind_ && !lines_.empty();
  }
  void fall_behind() { behind_ = true; }
  [[nodiscard]] std::string waiting() const {
    std::string all;
    for (auto const& [line, state] : lines_) all += line;
    return all.substr(offset_);
  }

 private:
  std::vector<std::pair<std::string, flow::StateKey>> lines_;
  std::size_t offset_ = 0;
  bool behind_ = false;
};

TEST(Outbox, WhateverIsAddedAndWrittenInTurnTheOrderIsThatOfAPlainList) {
  std::mt19937 random(1);
  auto const below = [&](std::size_t limit) { return random() % limit; };
  Outbox outbox;
  PlainOutbox plain;
  outbox.fall_behind();
  plain.fall_behind();
  for (int i = 0; i < 3000; ++i) {
    auto const line = std::to_string(i) + "\n";
    auto const state = below(40);  // 0 is none
    outbox.add(make_frame(line, state));
    plain.add(line, state);
    if (below(8) == 0) {
      auto const bytes = std::min(outbox.bytes() - 1, below(60));  // never all: it stays behind
      outbox.written(bytes);
      plain.written(bytes);
    }
    ASSERT_EQ(outbox.bytes(), plain.waiting().size());
    std::vector<iovec> parts(4096);
    std::string all;
    for (auto const& part : outbox.gather(parts)) all.append(static_cast<char const*>(part.iov_base), part.iov_len);
    ASSERT_EQ(all, plain.waiting()) << "after line " << i;
  }
}

TEST(Outbox, GathersNoMoreThanThereIsRoomFor) {
  auto const outbox = with({{"a\n", none}, {"b\n", none}, {"c\n", none}});
  std::array<iovec, 2> parts{};
  EXPECT_EQ(outbox.gather(parts).size(), 2U);
}

TEST(Outbox, GivesTheMemoryBackOnceAllIsWritten) {  // seen where the allocator tells, which that of a sanitizer does not
  auto const in_use = [] { return ::mallinfo2().uordblks + ::mallinfo2().hblkhd; };
  auto const line = make_frame("42 rings\n", phone_42);
  Outbox outbox;
  auto const before = in_use();
  for (auto const falls_behind : {false, true}) {
    for (flow::StateKey state = 1; state <= 10'000; ++state) outbox.add(falls_behind ? make_frame("talks\n", state) : line);
    if (falls_behind) outbox.fall_behind();
    while (!outbox.empty()) outbox.written(std::min<std::size_t>(outbox.bytes(), 1000));
    EXPECT_LE(in_use(), before + 10'000) << (falls_behind ? "after it was behind" : "");
  }
}

}  // namespace
}  // namespace crosspoint::io::net
