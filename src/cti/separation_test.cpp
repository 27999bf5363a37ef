// What is told of its own accord when contexts are separated. (protocol 6.9) In this house Alice is in "default", Bob in
// "branch".
#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

class SeparatedContexts : public CommandFixture {
 protected:
  /// How many lines an event brings to all, to "default" and to "branch".
  template <class Event>
  std::vector<std::size_t> told_of(Event const& event) {
    effects.clear();
    separated.tell(event, now);
    std::vector<std::size_t> counts;
    for (auto const topic : {flow::Topic::all(), separated.topic_of("default"), separated.topic_of("branch")})
      counts.push_back(static_cast<std::size_t>(std::ranges::count_if(effects, [&](auto const& effect) {
        auto const* const tell = std::get_if<flow::Tell>(&effect);
        return tell && tell->topic == topic;
      })));
    return counts;
  }

  using Counts = std::vector<std::size_t>;
  Updates separated{state, clients, Updates::Separation::on};
};

TEST_F(SeparatedContexts, P078_AreToldOfTheirOwnElementsOnly) {
  EXPECT_EQ(told_of(domain::PresenceChanged{UserId{1}, "away"}), (Counts{0, 1, 0}));
  EXPECT_EQ(told_of(domain::PresenceChanged{UserId{2}, "away"}), (Counts{0, 0, 1}));
  EXPECT_EQ(told_of(domain::ServicesSet{UserId{2}, {.dnd = true}}), (Counts{0, 0, 1}));
  EXPECT_EQ(told_of(domain::LineStateChanged{LineId{1}}), (Counts{0, 1, 0}));
  EXPECT_EQ(told_of(domain::LineStateChanged{LineId{2}}), (Counts{0, 0, 1}));
  EXPECT_EQ(told_of(domain::AgentChanged{AgentId{7}}), (Counts{0, 1, 0}));
  EXPECT_EQ(told_of(domain::MemberChanged{*members.find("Agent/2001,blue")}), (Counts{0, 1, 0}));
  EXPECT_EQ(told_of(domain::MessagesChanged{VoicemailId{1}}), (Counts{0, 1, 0}));
}

TEST_F(SeparatedContexts, P078_LoseAnElementThatMovesAndWinIt) {
  EXPECT_EQ(told_of(domain::ConfigMoved{domain::List::phones, "2", "default", "branch"}), (Counts{0, 1, 1}));
  EXPECT_EQ(told(separated.topic_of("default")),
            R"({"class":"getlist","function":"delconfig","listname":"phones","tipbxid":"xivo","list":["2"]})");
  EXPECT_EQ(told(separated.topic_of("branch")),
            R"({"class":"getlist","function":"addconfig","listname":"phones","tipbxid":"xivo","list":["2"]})");
  effects.clear();
  updates.tell(domain::ConfigMoved{domain::List::phones, "2", "default", "branch"}, now);
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"phones","tipbxid":"xivo","tid":"2","config":{"number":"1002","identity":"SIP/1002","iduserfeatures":2,"allowtransfer":null,"initialized":null}})");
}

TEST_F(SeparatedContexts, P078_HideWhomOneRegistersFor) {
  scope.context = "default";
  EXPECT_EQ(ask(R"({"class":"register_user_status_update","user_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",2]]})"), "");
  EXPECT_EQ(ask(R"({"class":"register_endpoint_status_update","endpoint_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",2]]})"),
            "");
  EXPECT_TRUE(effects.empty());
  EXPECT_NE(ask(R"({"class":"register_endpoint_status_update","endpoint_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",1]]})"),
            "");
  scope.context = "branch";
  EXPECT_EQ(ask(R"({"class":"register_agent_status_update","agent_ids":[["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",7]]})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
