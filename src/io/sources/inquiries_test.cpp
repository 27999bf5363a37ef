#include "io/sources/inquiries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>

#include "io/store/testing/fixture.h"

namespace crosspoint::io::sources {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

/// A source that does what the test says.
struct Scripted : Asker {
  using Script = std::function<Result<Contacts>(Question const&, Clock::time_point)>;
  explicit Scripted(Script does) : script(std::move(does)) {}
  Result<Contacts> ask(Question const& question, Clock::time_point until) override { return script(question, until); }
  Script script;
};

Inquiries asking(Inquiries::Options options, Deliver deliver, Scripted::Script script) {
  return Inquiries(
      "crm", options, [&] { return std::make_unique<Scripted>(script); }, std::move(deliver));
}

TEST(Inquiries, AnswerEachQuestionWithItsToken) {
  store::CollectedInputs inbox;
  auto crm = asking({.threads = 1}, inbox.deliver(), [](Question const& question, auto) {
    return Contacts{{std::get<flow::Matching>(question).pattern, {}}};
  });
  crm.ask(Token{7}, flow::Matching{"ann"});
  auto const answer = inbox.next<flow::SourceAnswered>();
  EXPECT_EQ(answer.token, Token{7});
  EXPECT_EQ(answer.source, "crm");
  EXPECT_EQ(answer.contacts, (Contacts{{"ann", {}}}));
  EXPECT_THAT(answer.error, IsEmpty());
}

TEST(Inquiries, TellWhyASourceDoesNotAnswer) {
  store::CollectedInputs inbox;
  auto crm = asking({.threads = 1}, inbox.deliver(), [](auto const&, auto) { return fail(Errc::unavailable, "it is closed"); });
  crm.ask(Token{7}, flow::Matching{"ann"});
  EXPECT_EQ(inbox.next<flow::SourceAnswered>().error, "it is closed");
}

TEST(Inquiries, AnswerAtOnceWhatExceedsTheBound) {
  store::CollectedInputs inbox;
  std::latch busy(1), done(1);
  auto crm = asking({.threads = 1, .bound = 2, .timeout = 1h}, inbox.deliver(), [&](Question const& question, auto) {
    if (std::get<flow::Matching>(question).pattern == "first") {
      busy.count_down();
      done.wait();
    }
    return Contacts{};
  });
  crm.ask(Token{1}, flow::Matching{"first"});
  busy.wait();
  for (auto const token : {2, 3, 4}) crm.ask(Token{token}, flow::Matching{"next"});
  auto const refused = inbox.next<flow::SourceAnswered>();
  EXPECT_EQ(refused.token, Token{4});
  EXPECT_THAT(refused.error, HasSubstr("2 questions wait"));
  done.count_down();
  for (auto const token : {1, 2, 3}) EXPECT_EQ(inbox.next<flow::SourceAnswered>().token, Token{token});
}

TEST(Inquiries, DoNotAskWhatNobodyWaitsForAnyMore) {
  store::CollectedInputs inbox;
  std::atomic<int> asked = 0;
  auto crm = asking({.threads = 1, .timeout = 20ms}, inbox.deliver(), [&](auto const&, Asker::Clock::time_point until) {
    ++asked;
    while (Asker::Clock::now() < until) std::this_thread::yield();
    return fail(Errc::unavailable, "no answer in time");
  });
  crm.ask(Token{1}, flow::Matching{"a"});
  crm.ask(Token{2}, flow::Matching{"b"});
  EXPECT_EQ(inbox.next<flow::SourceAnswered>().error, "no answer in time");
  EXPECT_EQ(inbox.next<flow::SourceAnswered>().error, "no answer in time to earlier questions");
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace crosspoint::io::sources
