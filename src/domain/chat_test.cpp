#include "domain/chat.h"
#include "flow/effects.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

constexpr Time now{std::chrono::seconds{1'795'452'018}};

ChatMessage message(std::string text) { return {UserId{1}, UserId{2}, "Alice", std::move(text)}; }

struct ChatTest : testing::Test {
  std::vector<std::string> delivered() {
    std::vector<std::string> texts;
    for (auto const& event : std::exchange(events, {})) texts.push_back(std::get<ChatMessage>(event).text);
    return texts;
  }

  Token stored_as(std::size_t place) { return std::get<flow::Store>(effects.at(place)).token; }

  using Texts = std::vector<std::string>;
  flow::Tokens tokens;
  Events events;
  flow::Effects effects;
  WallClock wall_clock;
  Chat keeping{Chat::Keeping::on, wall_clock, tokens, events, effects};
};

TEST_F(ChatTest, P188_DeliversAtOnceWhatIsNotKept) {
  Chat chat(Chat::Keeping::off, wall_clock, tokens, events, effects);
  chat.send(message("one"), now);
  EXPECT_EQ(delivered(), Texts{"one"});
  EXPECT_TRUE(effects.empty());
}

TEST_F(ChatTest, P188_DeliversWhatIsKeptOnceItIsStored) {
  keeping.send(message("one"), now);
  EXPECT_EQ(delivered(), Texts{});
  EXPECT_EQ(std::get<flow::Store>(effects.at(0)).change,
            flow::Change(flow::SaveChat{UserId{1}, UserId{2}, wall_clock.at(now), "Alice", "one"}));
  keeping.stored(stored_as(0), true);
  EXPECT_EQ(delivered(), Texts{"one"});
}

TEST_F(ChatTest, P188_KeepsTheOrderWhateverTheStoreAnswersFirst) {
  for (auto const* const text : {"one", "two", "three"}) keeping.send(message(text), now);
  keeping.stored(stored_as(2), true);
  keeping.stored(stored_as(1), true);
  EXPECT_EQ(delivered(), Texts{});
  keeping.stored(stored_as(0), true);
  EXPECT_EQ(delivered(), (Texts{"one", "two", "three"}));
}

TEST_F(ChatTest, P188_DeliversAlsoWhatCouldNotBeStoredAndSaysSo) {
  keeping.send(message("one"), now);
  keeping.stored(stored_as(0), false);
  EXPECT_EQ(delivered(), Texts{"one"});
  EXPECT_EQ(effects.at(1),
            flow::Effect(
                Log{LogLevel::error, "a message from user 1 to user 2 is delivered but not kept: see the store's own message"}));
}

TEST_F(ChatTest, LeavesTheAnswersOfOthersAlone) {
  keeping.send(message("one"), now);
  keeping.stored(Token{99}, true);
  EXPECT_EQ(delivered(), Texts{});
}

TEST_F(ChatTest, P217_IsRememberedForWhoWasNotConnected) {
  Chat chat(Chat::Keeping::off, wall_clock, tokens, events, effects);
  for (auto const* const text : {"one", "two", "three"}) chat.send(message(text), now);
  auto const first = std::get<ChatMessage>(events.at(0)).id;
  EXPECT_EQ(first, now.time_since_epoch().count());
  auto const since = chat.since(UserId{2}, first);
  EXPECT_TRUE(since.is_complete);
  ASSERT_EQ(since.messages.size(), 2U);
  EXPECT_EQ(since.messages[0].text, "two");
  EXPECT_EQ(since.messages[1].id, first + 2) << "each has another one";
  EXPECT_TRUE(chat.since(UserId{1}, first).messages.empty());
  EXPECT_FALSE(chat.since(UserId{2}, first - 2).is_complete);
}

TEST_F(ChatTest, P217_OfBeforeARestartIsRemembered) {
  auto const sent = wall_clock.at(now);
  keeping.loaded({sent - std::chrono::minutes(10), {{UserId{1}, UserId{2}, sent + Duration(5), "Alice", "before"}}});
  auto const since = keeping.since(UserId{2}, sent.time_since_epoch().count());
  EXPECT_TRUE(since.is_complete);
  ASSERT_EQ(since.messages.size(), 1U);
  EXPECT_EQ(since.messages[0].text, "before");
  keeping.send(message("after"), now);
  EXPECT_EQ(std::get<flow::SaveChat>(std::get<flow::Store>(effects.at(0)).change).sent, sent + Duration(6)) << "never before it";
}

TEST_F(ChatTest, P217_NoMoreIsRememberedThanMayBe) {
  Chat chat(Chat::Keeping::off, wall_clock, tokens, events, effects);
  for (int i = 0; i < 1000; ++i) chat.send(message(std::string(8000, 'x')), now);
  auto const since = chat.since(UserId{2}, now.time_since_epoch().count());
  EXPECT_FALSE(since.is_complete);
  EXPECT_LE(since.messages.size(), Chat::most_remembered / 8000);
  EXPECT_TRUE(chat.since(UserId{2}, since.messages.front().id).is_complete);
}

}  // namespace
}  // namespace crosspoint::domain
