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

struct HistoryWithIds : HistoryCommand {
  HistoryWithIds() { extensions.add(Extension::history); }
};

TEST_F(HistoryWithIds, P248_NamesEachCallAndWhatWasSeen) {
  say(R"({"class":"history","size":8})");
  auto const token = question().token;
  effects.clear();
  auto const noon = wall_clock.at(now);
  using Mode = flow::PastCall::Mode;
  history.read({token,
                {{{.mode = Mode::missed, .extension = "1", .started = noon}, "2026-11-03T09:12:44", 17},
                 {{.mode = Mode::missed, .extension = "2", .started = noon - Duration(1)}, "2026-11-03T09:12:44", 4},
                 {{.mode = Mode::sent, .extension = "3", .started = noon - Duration(2)}, "2026-11-03T09:12:44", 3}},
                noon - Duration(1)});
  auto const heard = std::get<domain::HistoryRead>(events.at(0));
  events.clear();
  updates.tell(heard, now);
  auto const line = std::get<flow::Reply>(effects.at(0)).line;
  EXPECT_NE(line.find(R"("id":"1795452018000000.17","calltime":1.795452018E9,"seen":false)"), std::string::npos) << line;
  EXPECT_NE(line.find(R"("id":"1795452017999999.4")"), std::string::npos);
  EXPECT_NE(line.find(R"("seen":true)"), std::string::npos);
  EXPECT_EQ(line.find("seen", line.find(R"("extension":"3")")), std::string::npos) << "only what was missed can be seen";
}

TEST_F(HistoryWithIds, P249_AsksForThoseBeforeOne) {
  say(R"({"class":"history","size":8,"before":"1795452018000000.17"})");
  EXPECT_EQ(question().before, (flow::CallMark{wall_clock.at(now), 17}));
  effects.clear();
  extensions = {};
  say(R"({"class":"history","size":8,"before":"1795452018000000.17"})");
  EXPECT_FALSE(question().before) << "who has not asked for the extension";
}

TEST_F(HistoryWithIds, P250_IsToldToTheOthersOnceItIsStored) {
  for (auto const* const until : {"", "x", "1.", ".1", "1.x"})
    say(R"({"class":"history_seen","until":")" + std::string(until) + "\"}");
  EXPECT_TRUE(effects.size() == 5) << "log entries alone";
  effects.clear();
  say(R"({"class":"history_seen","until":"1795452018000000.17"})");
  auto const& store = std::get<flow::Store>(effects.at(0));
  EXPECT_EQ(store.change, flow::Change(flow::SaveHistorySeen{UserId{1}, wall_clock.at(now)}));
  EXPECT_EQ(told(flow::Topic::history(UserId{1})), "");
  history.stored(store.token, true);
  tell_events();
  EXPECT_EQ(told(flow::Topic::history(UserId{1})), R"({"class":"history_seen","until":"1795452018000000.17"})");
}

}  // namespace
}  // namespace crosspoint::cti
