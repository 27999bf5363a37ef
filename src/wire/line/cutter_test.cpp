#include "wire/line/cutter.h"

#include <gmock/gmock.h>

namespace crosspoint::wire::line {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> lines_of(Cutter& cutter) {
  std::vector<std::string> lines;
  while (auto const line = cutter.next()) lines.emplace_back(*line);
  return lines;
}

std::vector<std::string> lines_after(Cutter& cutter, std::string_view bytes) {
  cutter.feed(bytes);
  return lines_of(cutter);
}

TEST(LineCutter, HandsOutSeveralLinesOfOneSegmentInOrder) {
  Cutter cutter(100);
  EXPECT_THAT(lines_after(cutter, "one\ntwo\nthree\n"), ElementsAre("one", "two", "three"));
}

TEST(LineCutter, JoinsALineThatComesByteByByte) {
  Cutter cutter(100);
  std::vector<std::string> lines;
  for (auto const byte : std::string_view("a line\r\nnext\n"))
    for (auto& line : lines_after(cutter, std::string_view(&byte, 1))) lines.push_back(line);
  EXPECT_THAT(lines, ElementsAre("a line", "next"));
}

TEST(LineCutter, DropsBlankLinesAndTheCarriageReturn) {
  Cutter cutter(100);
  EXPECT_THAT(lines_after(cutter, "\n\r\n \t\r\none\r\n\n\ntwo\n\n"), ElementsAre("one", "two"));
}

TEST(LineCutter, KeepsACarriageReturnInsideALine) {
  Cutter cutter(100);
  EXPECT_THAT(lines_after(cutter, "a\rb\n"), ElementsAre("a\rb"));
}

TEST(LineCutter, KeepsTheUnfinishedLineForTheNextSegment) {
  Cutter cutter(100);
  EXPECT_THAT(lines_after(cutter, "one\ntw"), ElementsAre("one"));
  EXPECT_FALSE(cutter.overflown());
  EXPECT_THAT(lines_after(cutter, "o\n"), ElementsAre("two"));
}

TEST(LineCutter, LetsALineOfExactlyTheLimitThroughAndNoneLonger) {
  Cutter cutter(4);
  EXPECT_THAT(lines_after(cutter, "1234\n"), ElementsAre("1234"));
  EXPECT_FALSE(cutter.overflown());
  EXPECT_THAT(lines_after(cutter, "12345\n"), IsEmpty());
  EXPECT_TRUE(cutter.overflown());
}

TEST(LineCutter, NoticesALineTooLongBeforeItsEnd) {
  Cutter cutter(4);
  EXPECT_THAT(lines_after(cutter, "1234"), IsEmpty());
  EXPECT_FALSE(cutter.overflown());
  EXPECT_THAT(lines_after(cutter, "5"), IsEmpty());
  EXPECT_TRUE(cutter.overflown());
}

TEST(LineCutter, HandsOutTheLinesBeforeTheOneThatIsTooLong) {
  Cutter cutter(4);
  EXPECT_THAT(lines_after(cutter, "one\ntwo\nmuch too long\n"), ElementsAre("one", "two"));
  EXPECT_TRUE(cutter.overflown());
}

TEST(LineCutter, LetsTheLineThroughAfterTheLimitWasRaised) {
  Cutter cutter(4);
  EXPECT_THAT(lines_after(cutter, "123456\nmore\n"), IsEmpty());
  cutter.set_limit(6);
  EXPECT_THAT(lines_of(cutter), ElementsAre("123456", "more"));
  EXPECT_FALSE(cutter.overflown());
}

TEST(LineCutter, ForgetsWhatItHoldsWhenToldTo) {
  Cutter cutter(100);
  cutter.feed("one\ntwo\nthr");
  ASSERT_EQ(cutter.next(), "one");
  cutter.discard();
  EXPECT_THAT(lines_after(cutter, "four\n"), ElementsAre("four"));
}

}  // namespace
}  // namespace crosspoint::wire::line
