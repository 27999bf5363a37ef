#include <gmock/gmock.h>

#include "pbx/testing/fixture.h"

namespace crosspoint::pbx {
namespace {

using testing::count;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct CallReplay : testing::Replay {
  CallReplay() { desk.go_live(); }
};
BOTH_VERSIONS(CallReplay);

TEST_P(CallReplay, T029_FollowsACallFromDiallingToItsEnd) {
  auto const call = script("call-internal-answered");
  desk.play(call, "DialState");
  ASSERT_THAT(desk.calls("PJSIP/1001"), SizeIs(1));
  ASSERT_THAT(desk.calls("PJSIP/1002"), SizeIs(1));
  EXPECT_EQ(desk.calls("PJSIP/1001")[0].state, Call::State::calling);
  EXPECT_EQ(desk.calls("PJSIP/1002")[0].state, Call::State::ringing);
  EXPECT_TRUE(desk.calls("PJSIP/1001")[0].outgoing);
  EXPECT_FALSE(desk.calls("PJSIP/1002")[0].outgoing);
  desk.play(call, "HangupRequest");
  desk.rest();
  auto const talking = desk.calls("PJSIP/1001");
  ASSERT_THAT(talking, SizeIs(1));
  EXPECT_EQ(talking[0].state, Call::State::up);
  EXPECT_EQ(talking[0].peer.device, "PJSIP/1002");
  EXPECT_EQ(talking[0].party, (Party{"Bruno Petit", "1002"}));
  EXPECT_TRUE(talking[0].start);
  desk.play(call);
  EXPECT_THAT(desk.calls("PJSIP/1001"), IsEmpty());
  EXPECT_THAT(desk.calls("PJSIP/1002"), IsEmpty());
  EXPECT_EQ(desk.exchange.model().counts().channels, 0U);
  EXPECT_EQ(desk.exchange.model().counts().bridges, 0U);
}

}  // namespace
}  // namespace crosspoint::pbx
