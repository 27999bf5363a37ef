#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using FeaturesputEnablednd = CommandFixture;

TEST_F(FeaturesputEnablednd, P090_TellsEverybodyAfterTheCommitAndHasNoReply) {
  EXPECT_EQ(ask(R"({"class":"featuresput","function":"enablednd","value":true,"commandid":5})"), "");
  EXPECT_EQ(told(flow::Topic::all()), "");
  say_and_commit(R"({"class":"featuresput","function":"enablednd","value":false})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enablednd":false}})");
}

TEST_F(FeaturesputEnablednd, P090_TakesOneAndZeroForTrueAndFalse) {
  say_and_commit(R"({"class":"featuresput","function":"enablednd","value":1})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enablednd":true}})");
}

TEST_F(FeaturesputEnablednd, P012_IsLeftOutWithoutASwitch) {
  for (auto const* const value : {"2", "-1", "\"true\"", "null", "1.0", "[true]"}) {
    say_and_commit(R"({"class":"featuresput","function":"enablednd","value":)" + std::string(value) + "}");
    EXPECT_EQ(told(flow::Topic::all()), "") << value;
  }
}

}  // namespace
}  // namespace crosspoint::cti
