#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct QueueAdd : CommandFixture {
  QueueAdd() {
    rights.push_back(directory::Right::others_agents);
    directory.queues[QueueId{2}] = {.id = QueueId{2}, .name = "red"};
  }

  void add(std::string const& member, std::string const& queue) {
    effects.clear();
    say(R"({"class":"ipbxcommand","command":"queueadd","member":")" + member + R"(","queue":")" + queue + R"("})");
  }
};

TEST_F(QueueAdd, P147_P067_IsToldWhenItIsStored) {
  add("agent:xivo/7", "queue:xivo/2");
  EXPECT_EQ(told(flow::Topic::all()), "");
  for (auto const& effect : flow::Effects(effects))
    if (auto const* const store = std::get_if<flow::Store>(&effect)) membership.stored(store->token, true, now);
  agents.look_again(now);
  tell_events();
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"addconfig","listname":"queuemembers","tipbxid":"xivo","list":["Agent/2001,red"]})"
      R"({"class":"getlist","function":"updatestatus","listname":"queues","tipbxid":"xivo","tid":"2",)"
      R"("status":{"agentmembers":["7"],"phonemembers":[]}})"
      R"({"class":"getlist","function":"updatestatus","listname":"agents","tipbxid":"xivo","tid":7,"status":{"availability":)"
      R"("logged_out","availability_since":1795452018.000000,"queues":["1","2"],"phonenumber":null,"on_call":false,)"
      R"("on_call_acd":false,"on_call_nonacd":false,"on_wrapup":false,"channel":null,"groups":[]}})");
}

TEST_F(QueueAdd, P147_LeavesOutWhatDoesNotExistOrIsSoAlready) {
  for (auto const& [member, queue] :
       {std::pair{"agent:xivo/7", "queue:xivo/1"}, std::pair{"agent:xivo/7", "queue:xivo/all"},
        std::pair{"agent:xivo/7", "queue:xivo/99"}, std::pair{"agent:xivo/99", "queue:xivo/2"}, std::pair{"", "queue:xivo/2"}}) {
    add(member, queue);
    for (auto const& effect : effects) EXPECT_FALSE(std::holds_alternative<flow::Store>(effect)) << member << queue;
  }
}

TEST_F(QueueAdd, IsForWhoMay) {
  rights = {directory::Right::own_agent};
  add("agent:xivo/7", "queue:xivo/2");
  for (auto const& effect : effects) EXPECT_FALSE(std::holds_alternative<flow::Store>(effect));
}

}  // namespace
}  // namespace crosspoint::cti
