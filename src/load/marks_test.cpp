#include "load/marks.h"

#include <gtest/gtest.h>

namespace crosspoint::load {
namespace {

std::string line(std::size_t phone, char state) {
  auto text = phone_line(phone, state);
  text.pop_back();  // as clients hand it on: without its end
  return text;
}

TEST(Marks, TheLastClientEndsAnEvent) {
  Marks marks(20);
  marks.expect(17, '8', 2, Clock::now());
  marks.read(line(17, '8'));
  EXPECT_TRUE(marks.is_open(17));
  EXPECT_EQ(marks.latencies.count(), 0U);
  marks.read(line(17, '8'));
  EXPECT_FALSE(marks.is_open(17));
  EXPECT_EQ(marks.open(), 0U);
  EXPECT_EQ(marks.latencies.count(), 1U);
}

TEST(Marks, OtherPhonesOtherStatesAndOtherLinesDoNotCount) {
  Marks marks(20);
  marks.expect(2, '8', 1, Clock::now());
  for (auto const& other : {line(2, '1'), line(20, '8'), line(21, '8'), std::string(R"({"class":"getlist"})"), std::string()})
    marks.read(other);
  EXPECT_TRUE(marks.is_open(2));
  marks.read(line(2, '8').substr(0, 100));
  EXPECT_TRUE(marks.is_open(2));
}

TEST(Marks, WhatIsDroppedIsNotWaitedFor) {
  Marks marks(20);
  marks.expect(2, '8', 1, Clock::now());
  marks.drop(2);
  marks.drop(3);
  EXPECT_EQ(marks.open(), 0U);
  EXPECT_EQ(marks.dropped(), 1U);
  marks.read(line(2, '8'));
  EXPECT_EQ(marks.latencies.count(), 0U);
}

}  // namespace
}  // namespace crosspoint::load
