#include "domain/people/search_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Keys = std::vector<SearchIndex::Key>;

Keys found(SearchIndex const& index, std::string_view pattern) {
  Keys keys;
  index.search(pattern, [&](SearchIndex::Key key) {
    keys.push_back(key);
    return true;
  });
  return keys;
}

SearchIndex three() {
  SearchIndex index;
  index.put(0, "alice martin");
  index.put(1, "bob stone");
  index.put(2, "carol martinez");
  return index;
}

TEST(SearchIndex, FindsEveryTextThatHoldsThePattern) {
  auto const index = three();
  EXPECT_THAT(found(index, "martin"), ElementsAre(0, 2));
  EXPECT_THAT(found(index, "o"), ElementsAre(1, 2));
  EXPECT_THAT(found(index, ""), ElementsAre(0, 1, 2));
  EXPECT_THAT(found(index, "nobody"), IsEmpty());
}

TEST(SearchIndex, FindsNothingAcrossTheEndOfAText) { EXPECT_THAT(found(three(), "martinbob"), IsEmpty()); }

TEST(SearchIndex, NamesATextOnceHoweverOftenThePatternStandsInIt) {
  SearchIndex index;
  index.put(7, "anna hannah");
  EXPECT_THAT(found(index, "an"), ElementsAre(7));
}

TEST(SearchIndex, StopsWhenTold) {
  int calls = 0;
  three().search("a", [&](auto) { return ++calls < 2; });
  EXPECT_EQ(calls, 2);
}

TEST(SearchIndex, ForgetsWhatIsErasedOrReplaced) {
  auto index = three();
  index.erase(1);
  index.erase(1);
  index.erase(99);
  index.put(0, "alice reyes");
  EXPECT_THAT(found(index, "martin"), ElementsAre(2));
  EXPECT_THAT(found(index, ""), ElementsAre(2, 0));
}

TEST(SearchIndex, HoldsAtMostAsMuchGapAsText) {
  SearchIndex index;
  std::string const text(1000, 'x');
  for (SearchIndex::Key key = 0; key < 100; ++key) index.put(key, text);
  for (int round = 0; round < 100; ++round)
    for (SearchIndex::Key key = 0; key < 100; ++key) index.put(key, text + std::to_string(round));
  EXPECT_LT(index.memory(), 500'000U);
  EXPECT_EQ(found(index, "x99").size(), 100U);
  EXPECT_THAT(found(index, "x98"), IsEmpty());
}

}  // namespace
}  // namespace crosspoint::domain
