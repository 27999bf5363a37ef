#include "domain/forms/forms.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

using namespace std::chrono_literals;

struct FormResults : testing::Test {
  template <class Kind>
  std::vector<Kind> take() {
    std::vector<Kind> found;
    std::erase_if(effects, [&](auto& effect) {
      auto* const kind = std::get_if<Kind>(&effect);
      if (kind) found.push_back(std::move(*kind));
      return kind != nullptr;
    });
    return found;
  }

  /// The store takes what waits for it.
  std::vector<flow::Change> commit(bool done = true) {
    std::vector<flow::Change> changes;
    for (auto const& store : take<flow::Store>()) {
      changes.push_back(store.change);
      forms.stored(store.token, done, now);
    }
    return changes;
  }

  Time now{1000s};
  flow::Effects effects;
  flow::Tokens tokens;
  WallClock wall_clock;
  Forms forms{Forms::Webhook::configured, wall_clock, tokens, effects};
};

constexpr UserId clerk{17};

TEST_F(FormResults, P199_AreStoredThenSentThenForgotten) {
  forms.submit(clerk, R"({"a":"1"})", now);
  EXPECT_TRUE(take<flow::SendForm>().empty()) << "not before the store has it";
  flow::FormResult const result{wall_clock.at(now), clerk, R"({"a":"1"})"};
  EXPECT_EQ(commit(), std::vector<flow::Change>{flow::SaveForm{result}});
  auto const sent = take<flow::SendForm>();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].result, result);
  forms.sent({sent[0].token, true}, now);
  EXPECT_EQ(commit(), std::vector<flow::Change>{flow::ForgetForm{wall_clock.at(now)}});
  EXPECT_EQ(forms.deadline(), Time::max());
}

TEST_F(FormResults, AreTriedAgainLessAndLessOftenUntilTheyAreTaken) {
  forms.submit(clerk, "{}", now);
  commit();
  auto expected = Duration(1s);
  for (int i = 0; i < 12; ++i) {
    auto const sent = take<flow::SendForm>();
    ASSERT_EQ(sent.size(), 1U) << i;
    forms.sent({sent[0].token, false}, now);
    EXPECT_EQ(forms.deadline(), now + expected);
    forms.tick(forms.deadline() - Duration(1));
    EXPECT_TRUE(take<flow::SendForm>().empty());
    now = forms.deadline();
    forms.tick(now);
    expected = std::min(expected * 2, Duration(300s));
  }
  forms.sent({take<flow::SendForm>().at(0).token, true}, now);
  EXPECT_EQ(commit().size(), 1U);
}

TEST_F(FormResults, GoOneAfterTheOtherInTheirOrderAndUnderNamesOfTheirOwn) {
  forms.submit(clerk, R"({"n":1})", now);
  forms.submit(clerk, R"({"n":2})", now);
  commit();
  auto const first = take<flow::SendForm>();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].result.variables, R"({"n":1})");
  forms.sent({first[0].token, true}, now);
  auto const second = take<flow::SendForm>();
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].result.variables, R"({"n":2})");
  EXPECT_GT(second[0].result.submitted, first[0].result.submitted);
}

TEST_F(FormResults, OfAnEarlierRunAreSentToo) {
  forms.loaded({{{WallTime(5s), clerk, "{}"}}}, now);
  EXPECT_EQ(take<flow::SendForm>().at(0).result.submitted, WallTime(5s));
}

TEST_F(FormResults, AreBoundedInNumber) {
  for (std::size_t i = 0; i < Forms::most + 1; ++i) forms.submit(clerk, "{}", now);
  EXPECT_EQ(take<flow::Store>().size(), Forms::most);
}

TEST_F(FormResults, GoNowhereWithoutAWebhook) {
  Forms none{Forms::Webhook::none, wall_clock, tokens, effects};
  none.submit(clerk, "{}", now);
  EXPECT_TRUE(take<flow::Store>().empty());
}

}  // namespace
}  // namespace crosspoint::domain
