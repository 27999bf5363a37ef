#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct Chitchat : CommandFixture {
  static std::string to(std::string const& to, std::string const& text = "Hello") {
    return R"({"class":"chitchat","commandid":622,"alias":"Desk 4","text":")" + text + R"(","to":)" + to + "}";
  }

  /// What anybody at all would hear of it.
  std::size_t messages() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(effects, [](auto const& effect) { return !std::holds_alternative<Log>(effect); }));
  }
};

constexpr auto* to_bob = R"(["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","7b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e"])";

TEST_F(Chitchat, P188_IsToldToTheOtherAloneWithTheSenderAsTheServerKnowsIt) {
  EXPECT_EQ(ask(to(to_bob)), "");
  EXPECT_EQ(told(flow::Topic::own(UserId{2})),
            R"({"class":"chitchat","alias":"Desk 4","text":"Hello",)"
            R"("from":["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19"],)"
            R"("to":["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","7b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e"]})");
  EXPECT_EQ(messages(), 1U);
  EXPECT_EQ(std::get<flow::Tell>(effects.at(0)).state, 0U) << "none may take the place of another";
}

TEST_F(Chitchat, P189_GoesNowhereWithABadAddress) {
  for (auto const* const address :
       {"[]", R"(["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10"])", R"(["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10",2])",
        R"(["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","not a uuid"])", R"([null,"7b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e"])", R"("2")",
        "{}"})
    EXPECT_EQ(ask(to(address)), "");
  EXPECT_EQ(messages(), 0U);
}

TEST_F(Chitchat, P190_GoesNowhereToAnUnknownUserOrAnotherServer) {
  EXPECT_EQ(ask(to(R"(["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","00000000-0000-4000-8000-000000000000"])")), "");
  EXPECT_EQ(ask(to(R"(["00000000-0000-4000-8000-000000000000","7b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e"])")), "");
  EXPECT_EQ(messages(), 0U);
}

TEST_F(Chitchat, P078_StaysWithinTheContextWhenSeparated) {
  scope.context = "default";
  EXPECT_EQ(ask(to(to_bob)), "");
  EXPECT_EQ(messages(), 0U) << "bob is in branch";
  scope.context = "branch";
  say(to(to_bob));
  EXPECT_EQ(messages(), 1U);
}

TEST_F(Chitchat, IsBoundedInLength) {
  say(to(to_bob, std::string(8192, 'x')));
  EXPECT_EQ(messages(), 1U);
  effects.clear();
  say(to(to_bob, std::string(8193, 'x')));
  EXPECT_EQ(messages(), 0U);
}

TEST_F(Chitchat, P012_IsLeftOutWithoutItsFields) {
  EXPECT_EQ(
      ask(R"({"class":"chitchat","text":"Hello","to":["5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10","7b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e"]})"),
      "");
  EXPECT_EQ(messages(), 0U);
}

}  // namespace
}  // namespace crosspoint::cti
