#include "io/net/tally.h"

#include <gmock/gmock.h>

namespace crosspoint::io::net {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

constexpr Tally::Clock::time_point start{};

TEST(Tally, TellsTheFirstOfAKindAtOnce) {
  Tally tally;
  EXPECT_THAT(tally.add("line too long", "192.0.2.1", start), Optional(std::string("line too long (192.0.2.1)")));
  EXPECT_THAT(tally.add("does not read", "192.0.2.2", start), Optional(std::string("does not read (192.0.2.2)")));
  EXPECT_FALSE(tally.holds_back());
}

TEST(Tally, CountsWhatFollowsAndTellsItTogether) {
  Tally tally;
  (void)tally.add("line too long", "192.0.2.1", start);
  for (int i = 0; i < 1999; ++i) EXPECT_EQ(tally.add("line too long", "192.0.2.1", start + 10ms), std::nullopt);
  EXPECT_TRUE(tally.holds_back());
  EXPECT_THAT(tally.overdue(start + 999ms), IsEmpty());
  EXPECT_THAT(tally.overdue(start + 1s), ElementsAre("line too long (1999 more)"));
  EXPECT_FALSE(tally.holds_back());
  EXPECT_THAT(tally.overdue(start + 9s), IsEmpty());
}

TEST(Tally, IsBoundedWhateverTheReasonsAre) {
  Tally tally;
  for (std::size_t i = 0; i < Tally::most_reasons; ++i) EXPECT_TRUE(tally.add("reason " + std::to_string(i), "a", start));
  EXPECT_THAT(tally.add("one more", "192.0.2.1", start), Optional(std::string("other reasons (192.0.2.1)")));
  EXPECT_EQ(tally.add("another", "192.0.2.1", start), std::nullopt);
}

}  // namespace
}  // namespace crosspoint::io::net
