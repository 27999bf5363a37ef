#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct HistoryCommand : CommandFixture {
  /// What the store was asked for.
  flow::ReadCalls question() const {
    for (auto const& effect : effects)
      if (auto const* const question = std::get_if<flow::ReadCalls>(&effect)) return *question;
    return {};
  }

  /// Lets the store answer, and returns what Alice hears.
  std::string answer(std::vector<flow::CallsRead::Entry> entries) {
    auto const token = question().token;
    effects.clear();
    history.read({token, std::move(entries)});
    for (auto const& event : std::exchange(events, {})) std::visit([&](auto const& each) { updates.tell(each, now); }, event);
    return effects.empty() ? "" : without_time(std::get<flow::Reply>(effects.at(0)).line);
  }
};

TEST_F(HistoryCommand, P185_AnswersWithTheOwnCallsOfTheStore) {
  EXPECT_EQ(ask(R"({"class":"history","commandid":621,"size":"8","xuserid":"xivo/2"})"), "");
  EXPECT_EQ(question().user, UserId{1});
  EXPECT_EQ(question().most, 8U);
  auto const noon = wall_clock.at(now);
  flow::PastCall const call{.mode = flow::PastCall::Mode::received,
                            .extension = "1042",
                            .name = "Front Desk",
                            .started = noon,
                            .answered = noon,
                            .ended = noon + std::chrono::seconds(31)};
  EXPECT_EQ(
      answer({{call, "2016-11-03T09:12:44.250000"},
              {{.mode = flow::PastCall::Mode::missed, .extension = "0033100000002"}, "2016-11-03T08:58:01.000000"}}),
      R"({"class":"history","history":[)"
      R"({"calldate":"2016-11-03T09:12:44.250000","duration":3.1E1,"extension":"1042","fullname":"Front Desk","mode":1},)"
      R"({"calldate":"2016-11-03T08:58:01.000000","duration":0E0,"extension":"0033100000002","fullname":"0033100000002","mode":2}],)"
      R"("replyid":621})");
}

TEST_F(HistoryCommand, P186_TakesTheSizeAsANumber) {
  say(R"({"class":"history","size":8})");
  EXPECT_EQ(question().most, 8U);
}

TEST_F(HistoryCommand, P187_OfAUserWithoutLineIsEmpty) {
  directory.users[UserId{1}].lines.clear();
  EXPECT_EQ(ask(R"({"class":"history","commandid":621,"size":"8"})"), R"({"class":"history","history":[],"replyid":621})");
}

TEST_F(HistoryCommand, P012_IsLeftOutWithoutASize) {
  say(R"({"class":"history","commandid":621})");
  say(R"({"class":"history","commandid":621,"size":"many"})");
  EXPECT_EQ(question(), flow::ReadCalls{});
}

TEST_F(HistoryCommand, P185_AsksForNothingBelowZero) {
  say(R"({"class":"history","size":-1})");
  EXPECT_NE(question(), flow::ReadCalls{});
  EXPECT_EQ(question().most, 0U);
}

}  // namespace
}  // namespace crosspoint::cti
