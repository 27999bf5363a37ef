#include "domain/people/inquiries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Time begin{std::chrono::seconds{1'795'452'000}};
constexpr Duration second{1'000'000};

struct InquiriesTest : testing::Test {
  /// Asks both sources; what comes of it is noted as "who: source(contacts) ...".
  void ask(std::string const& who, Time now = begin, UserId user = UserId{1}) {
    inquiries.ask(
        user, {{"ldap", flow::Matching{"x"}}, {"web", flow::Matching{"x"}}},
        [this, who](Inquiries::Answers answers, Time) {
          auto text = who + ":";
          for (auto const& answer : answers) text += " " + answer.source + "(" + std::to_string(answer.contacts.size()) + ")";
          done.push_back(text);
        },
        now);
  }

  void answer(std::int64_t token, std::string const& source, std::size_t contacts, Time now = begin) {
    flow::SourceAnswered given{Token{token}, source, std::vector<directory::Contact>(contacts), ""};
    inquiries.answered(given, now);
  }

  template <class Kind>
  std::size_t count() const {
    return static_cast<std::size_t>(std::ranges::count_if(effects, [](auto& e) { return std::holds_alternative<Kind>(e); }));
  }

  flow::Effects effects;
  Inquiries inquiries{second, effects};
  std::vector<std::string> done;
};

TEST_F(InquiriesTest, AsksAllSourcesAtOnceAndIsDoneWhenTheLastHasAnswered) {
  ask("alice");
  EXPECT_THAT(effects, ElementsAre(flow::AskSource{Token{1}, "ldap", flow::Matching{"x"}},
                                   flow::AskSource{Token{1}, "web", flow::Matching{"x"}}));
  answer(1, "web", 2);
  EXPECT_THAT(done, IsEmpty());
  answer(1, "ldap", 3);
  EXPECT_THAT(done, ElementsAre("alice: web(2) ldap(3)"));
  EXPECT_EQ(inquiries.deadline(), Time::max());
}

TEST_F(InquiriesTest, IsDoneWithoutASourceThatIsLate) {
  ask("alice");
  answer(1, "web", 2);
  EXPECT_EQ(inquiries.deadline(), begin + second);
  inquiries.tick(begin + second);
  EXPECT_THAT(done, ElementsAre("alice: web(2)"));
  EXPECT_THAT(effects, Contains(flow::SourceFailed{"ldap"}));
  EXPECT_THAT(effects, Contains(Log{LogLevel::warning, "source of contacts ldap is left out for 30 s: no answer in time"}));
  answer(1, "ldap", 3, begin + second);
  EXPECT_EQ(done.size(), 1U) << "an answer that comes too late is nobody's";
}

TEST_F(InquiriesTest, LeavesAFailedSourceOutAndAsksItAgainLater) {
  ask("alice");
  flow::SourceAnswered refused{Token{1}, "ldap", {}, "connection refused"};
  inquiries.answered(refused, begin);
  answer(1, "web", 1);
  EXPECT_THAT(done, ElementsAre("alice: web(1)"));
  EXPECT_THAT(effects, Contains(Log{LogLevel::warning, "source of contacts ldap is left out for 30 s: connection refused"}));
  effects.clear();
  ask("bob", begin + second);
  EXPECT_EQ(count<flow::AskSource>(), 1U);
  effects.clear();
  ask("carol", begin + Inquiries::rest);
  EXPECT_EQ(count<flow::AskSource>(), 2U);
}

TEST_F(InquiriesTest, SaysOnceThatASourceIsDead) {
  ask("alice");
  ask("bob");
  inquiries.tick(begin + second);
  EXPECT_EQ(done.size(), 2U);
  EXPECT_EQ(count<flow::SourceFailed>(), 2U) << "one for each source";
  effects.clear();
  ask("carol", begin + second);
  EXPECT_EQ(done.back(), "carol:") << "there is nobody left to ask";
  EXPECT_THAT(effects, IsEmpty());
}

TEST_F(InquiriesTest, TakesAnAnswerOnceAndFromWhoWasAskedOnly) {
  ask("alice");
  answer(1, "stranger", 1);
  answer(2, "ldap", 1);
  answer(1, "web", 1);
  answer(1, "web", 1);
  EXPECT_THAT(done, IsEmpty());
  answer(1, "ldap", 1);
  EXPECT_THAT(done, ElementsAre("alice: web(1) ldap(1)"));
}

TEST_F(InquiriesTest, TakesALimitedNumberOfContacts) {
  ask("alice");
  answer(1, "web", Inquiries::contacts_of_one_source + 1);
  answer(1, "ldap", 0);
  EXPECT_THAT(done, ElementsAre("alice: web(1000) ldap(0)"));
}

TEST_F(InquiriesTest, IsDoneEarlyWithTheOldestWhenAUserAsksTooMuch) {
  for (std::size_t i = 0; i <= Inquiries::of_one_user; ++i) ask(std::to_string(i));
  EXPECT_THAT(done, ElementsAre("0:"));
  ask("another", begin, UserId{2});
  EXPECT_EQ(done.size(), 1U);
}

TEST_F(InquiriesTest, IsDoneEarlyWithTheOldestWhenAllAskTooMuch) {
  for (std::size_t i = 0; i <= Inquiries::of_all; ++i) ask(std::to_string(i), begin, UserId{static_cast<std::int64_t>(i)});
  EXPECT_THAT(done, ElementsAre("0:"));
}

}  // namespace
}  // namespace crosspoint::domain
