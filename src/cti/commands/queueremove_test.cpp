#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct QueueRemove : CommandFixture {
  QueueRemove() { rights.push_back(directory::Right::others_agents); }

  /// What was told when the store has done it, or has not.
  std::string remove(bool done) {
    effects.clear();
    say(R"({"class":"ipbxcommand","command":"queueremove","member":"agent:xivo/7","queue":"queue:xivo/1"})");
    for (auto const& effect : flow::Effects(effects))
      if (auto const* const store = std::get_if<flow::Store>(&effect)) membership.stored(store->token, done, now);
    tell_events();
    return told(flow::Topic::all());
  }
};

TEST_F(QueueRemove, P148_TellsThatAMemberIsNoMore) {
  EXPECT_EQ(remove(false), "");
  EXPECT_EQ(remove(true),
            R"({"class":"getlist","function":"delconfig","listname":"queuemembers","tipbxid":"xivo","list":["Agent/2001,blue"]})"
            R"({"class":"getlist","function":"updatestatus","listname":"queues","tipbxid":"xivo","tid":"1",)"
            R"("status":{"agentmembers":[],"phonemembers":["2"]}})");
  EXPECT_EQ(remove(true), "") << "it is so already";
}

}  // namespace
}  // namespace crosspoint::cti
