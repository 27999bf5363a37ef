#include "domain/transfers/consultation.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

/// The other party waits, the user's leg consults 1003: as the lists of an exchange show it to a server that has just come.
struct ConsultationOnceMore : testing::Test {
  ConsultationOnceMore() {
    add("1.1", "PJSIP/1002-00000001", hold_context, "s");
    add("1.2", "PJSIP/1001-00000002", consult_context, "1003");
  }

  pbx::Channel& add(std::string const& uniqueid, std::string const& name, std::string const& context, std::string const& exten) {
    auto& channel = model.channels.add(uniqueid, name);
    channel.context = context;
    channel.exten = exten;
    channel.linkedid = "1.1";
    return channel;
  }

  [[nodiscard]] std::optional<Consultation> found() const { return find_consultation(model, line, *model.channel("1.2")); }

  pbx::Model model;
  directory::Line line{.id = LineId{1}, .user = UserId{1}, .name = "1001", .number = "1001", .context = "branch"};
};

TEST_F(ConsultationOnceMore, T139_IsFoundByTheirPlaces) {
  auto const transfer = found();
  ASSERT_TRUE(transfer);
  EXPECT_EQ(transfer->own, "1.2");
  EXPECT_EQ(transfer->held, "1.1");
  EXPECT_EQ(transfer->target.context, "branch");
  EXPECT_EQ(transfer->target.exten, "1003");
  EXPECT_EQ(transfer->asker.user, UserId{1});
  EXPECT_TRUE(transfer->is_set_up());
}

TEST_F(ConsultationOnceMore, T139_OfAMailboxIsFoundToo) {
  model.channels.find("1.2")->context = "crosspoint-voicemail";
  auto const transfer = found();
  ASSERT_TRUE(transfer);
  EXPECT_EQ(transfer->target.context, "crosspoint-voicemail");
}

TEST_F(ConsultationOnceMore, T139_HasEndedWhenNobodyIsCalledOrTalks) {
  EXPECT_TRUE(found()->has_ended) << "the target has hung up, and nobody was there to give the other party back";
  add("1.3", "Local/1003@branch-00000001;1", "default", "1003");
  EXPECT_FALSE(found()->has_ended) << "it is being called";
  model.channels.find("1.3")->linkedid = "7.7";
  EXPECT_TRUE(found()->has_ended) << "for somebody else";
  add("1.4", "PJSIP/1003-00000004", "default", "1003").state = pbx::ChannelState::ringing;
  EXPECT_FALSE(found()->has_ended);
  model.channels.remove("1.4");
  model.channels.find("1.2")->bridge = "b1";
  EXPECT_FALSE(found()->has_ended) << "the two talk";
  model.channels.find("1.2")->bridge.clear();
  model.channels.find("1.2")->context = "crosspoint-voicemail";
  EXPECT_FALSE(found()->has_ended);
}

TEST_F(ConsultationOnceMore, T139_IsNoneWhenTheTwoAreTogetherAgain) {
  model.channels.find("1.1")->bridge = "b1";
  EXPECT_FALSE(found());
}

TEST_F(ConsultationOnceMore, T139_IsNoneWithThePartyOfAnotherCall) {
  model.channels.find("1.1")->linkedid = "7.7";
  EXPECT_FALSE(found());
  model.channels.find("1.1")->linkedid = "1.1";
  model.channels.find("1.2")->context = "default";
  EXPECT_FALSE(found());
}

}  // namespace
}  // namespace crosspoint::domain
