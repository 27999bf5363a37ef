#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct MeetmeCommand : CommandFixture {
  /// Whether the request reached the handler: without a link to the exchange nothing more can be seen here.
  std::string fate(std::string const& arguments, std::string const& function = "MeetmeMute") {
    effects.clear();
    say(R"({"class":"ipbxcommand","command":"meetme","commandid":1,"function":")" + function + R"(","functionargs":)" +
        arguments + "}");
    EXPECT_EQ(replies_told(), "") << "no reply, whatever comes of it";
    for (auto const& effect : effects)
      if (auto const* const log = std::get_if<Log>(&effect)) return log->text.substr(log->text.find(": ") + 2);
    return "taken";
  }

  std::string replies_told() const {
    return std::ranges::any_of(effects, [](auto const& effect) { return std::holds_alternative<flow::Reply>(effect); })
               ? "a reply"
               : "";
  }
};

TEST_F(MeetmeCommand, P180_BadArgumentsAreDropped) {
  rights.push_back(directory::Right::conference);
  EXPECT_EQ(fate(R"(["4001","1"])"), "taken");
  EXPECT_EQ(fate(R"(["4001","1"])", "MeetmeUnmute"), "taken");
  for (auto const* const bad : {R"([])", R"(["4001"])", R"(["4001","1","2"])", R"(["4001",1])", R"([4001,"1"])", R"(["4001",""])",
                                R"(["4001","1\r\nX: y"])", R"(["40-01","1"])", R"(["4001","one"])", R"(["4001","0"])",
                                R"(["4001","99999999999"])", R"(["4001","é"])", R"("4001")"})
    EXPECT_NE(fate(bad).find("is left out"), std::string::npos) << bad;
  EXPECT_NE(fate(R"(["4001","1"])", "MeetmeKick").find("no such command"), std::string::npos);
  say(R"({"class":"ipbxcommand","command":"meetme","functionargs":["4001","1"]})");
}

TEST_F(MeetmeCommand, P178_WithoutTheRightOnlyTheOwnPlace) {
  EXPECT_EQ(fate(R"(["4001","1"])"), "ipbxcommand meetme MeetmeMute is left out: only the own place without the right");
}

TEST_F(MeetmeCommand, P180_RoomsThatAreNotSeenAreNobodys) {
  EXPECT_EQ(fate(R"(["9999","1"])"), "taken");
  scope.context = "branch";
  EXPECT_EQ(fate(R"(["4001","1"])"), "taken");
}

}  // namespace
}  // namespace crosspoint::cti
