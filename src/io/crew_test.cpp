#include "io/crew.h"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <latch>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

namespace crosspoint::io {
namespace {

using testing::ElementsAre;

TEST(Crew, DoesWhatCameFirstFirst) {
  std::vector<int> done;
  std::latch all(3);
  Crew<int> crew(1, [&](int item, std::size_t) {
    done.push_back(item);
    all.count_down();
  });
  for (int item : {1, 2, 3}) EXPECT_TRUE(crew.take(item));
  all.wait();
  EXPECT_THAT(done, ElementsAre(1, 2, 3));
}

TEST(Crew, WorksOnAsManyItemsAtATimeAsItHasThreads) {
  std::latch both(2);
  std::array<std::atomic<int>, 2> items{};
  Crew<int> crew(2, [&](int item, std::size_t thread) {
    items.at(thread) = item;
    both.arrive_and_wait();
  });
  crew.take(1);
  crew.take(2);
  both.wait();
  EXPECT_EQ(items[0] + items[1], 3) << "one each";
}

TEST(Crew, RefusesWhatIsTooMuchAndDoesNotBeginWhatWaitsWhenItStops) {
  std::binary_semaphore begun(0), may_end(0);
  std::vector<std::string> done;
  Crew<std::string> crew(1, [&](std::string& item, std::size_t) {
    begun.release();
    may_end.acquire();
    done.push_back(item);
  });
  crew.take("under way");
  begun.acquire();
  EXPECT_TRUE(crew.take("waits", 1));
  EXPECT_FALSE(crew.take("is one too many", 1));
  std::thread stopping([&] { crew.stop(); });
  while (crew.take("late as well")) std::this_thread::yield();
  may_end.release();
  stopping.join();
  EXPECT_THAT(done, ElementsAre("under way"));
}

}  // namespace
}  // namespace crosspoint::io
