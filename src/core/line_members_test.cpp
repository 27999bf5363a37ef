// Lines as members of queues, in all the ways in which programs write them. (telephony 2.8)
#include "core/agents_fixture.h"

namespace crosspoint::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Written {
  std::string name, interface, state_interface;
};

/// Lines 1003 and 1004 are members of support.
struct LineMembers : AgentsTest {
  LineMembers() {
    auto all = staff();
    all.queues.at(support).lines = {LineId{3}, LineId{4}};
    house.give(flow::Configured{all});
    house.give(flow::AmiBytes{flow::AmiLink::events,
                              "Event: ExtensionStatus\r\nExten: sales3\r\nContext: ext-local\r\nHint: "
                              "PJSIP/1003&Custom:DND1003\r\nStatus: 0\r\n\r\n"});
    take();
  }

  void tell(Written const& member, std::string const& event, std::string const& more) {
    house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\nQueue: support\r\nMemberName: " + member.name +
                                                         "\r\nInterface: " + member.interface + "\r\nStateInterface: " +
                                                         member.state_interface + "\r\n" + more + "\r\n"});
  }
};

struct WrittenMembers : LineMembers, testing::WithParamInterface<Written> {};

TEST_P(WrittenMembers, T074_LeadToTheLine) {
  tell(GetParam(), "QueueMemberAdded", "Status: 1\r\nPaused: 0\r\n");
  EXPECT_THAT(take(), ElementsAre("SIP/1003,support 1 0"));
  tell(GetParam(), "QueueMemberStatus", "Status: 2\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("SIP/1003,support 2 1"));
}
INSTANTIATE_TEST_SUITE_P(
    Ways, WrittenMembers,
    testing::Values(Written{"Carol Reyes", "PJSIP/1003", "PJSIP/1003"}, Written{"PJSIP/1003", "PJSIP/1003", ""},
                    Written{"Carol Reyes", "pjsip/1003", "PJSIP/1003"}, Written{"Carol Reyes", "SIP/1003", "SIP/1003"},
                    Written{"Carol Reyes", "PJSIP/1003/sip:1003@127.0.0.1", "PJSIP/1003"},
                    Written{"Carol Reyes", "Local/1003@default/n", "hint:1003@default"},
                    Written{"Carol Reyes", "Local/1003@from-queue/n", "hint:1003@ext-local"},
                    Written{"Carol Reyes", "Local/1003@from-queue/n", ""}, Written{"Carol Reyes", "local/1003@default", ""},
                    Written{"Carol Reyes", "Local/9003@from-queue/n", "hint:sales3@ext-local"},
                    Written{"Carol Reyes", "Local/9003@from-queue/n", "PJSIP/1003"}));

TEST_F(LineMembers, T074_ANumberOfAnotherContextOfTheHouseIsAnotherOne) {
  auto all = staff();
  all.queues.at(support).lines = {LineId{3}};
  all.contexts["elsewhere"] = {.name = "elsewhere"};
  house.give(flow::Configured{all});
  take();
  tell({"Somebody", "Local/1003@elsewhere/n", ""}, "QueueMemberAdded", "Status: 1\r\nPaused: 0\r\n");
  EXPECT_THAT(take(), IsEmpty());
}

TEST_F(LineMembers, T074_TwoOfOneNameAreTwo) {
  Written const third{"Reception", "PJSIP/1003", "PJSIP/1003"}, fourth{"Reception", "PJSIP/1004", "PJSIP/1004"};
  tell(third, "QueueMemberAdded", "Status: 1\r\nPaused: 0\r\n");
  tell(fourth, "QueueMemberAdded", "Status: 1\r\nPaused: 0\r\n");
  tell(third, "QueueMemberPause", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("SIP/1003,support 1 0", "SIP/1004,support 1 0", "SIP/1003,support 1 1"));
  tell(third, "QueueMemberRemoved", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("SIP/1003,support 100 0"));
  EXPECT_EQ(house.core().exchange().model().queue("support")->members.size(), 1U);
}

TEST_F(LineMembers, T074_OfTwoThatLeadToOneLineTheBusyOneCounts) {
  tell({"Carol Reyes", "PJSIP/1003", "PJSIP/1003"}, "QueueMemberAdded", "Status: 2\r\nPaused: 0\r\n");
  tell({"Carol again", "Local/1003@default/n", ""}, "QueueMemberAdded", "Status: 1\r\nPaused: 1\r\n");
  EXPECT_THAT(take(), ElementsAre("SIP/1003,support 2 0", "SIP/1003,support 2 0"));
}

}  // namespace
}  // namespace crosspoint::core
