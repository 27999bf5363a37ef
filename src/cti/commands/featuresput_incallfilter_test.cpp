#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using FeaturesputIncallfilter = CommandFixture;

TEST_F(FeaturesputIncallfilter, P089_TellsEverybodyAfterTheCommitAndHasNoReply) {
  EXPECT_EQ(ask(R"({"class":"featuresput","function":"incallfilter","value":true,"commandid":5})"), "");
  EXPECT_EQ(told(flow::Topic::all()), "");
  say_and_commit(R"({"class":"featuresput","function":"incallfilter","value":false})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"incallfilter":false}})");
}

TEST_F(FeaturesputIncallfilter, P089_TakesOneAndZeroForTrueAndFalse) {
  say_and_commit(R"({"class":"featuresput","function":"incallfilter","value":1})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"incallfilter":true}})");
}

TEST_F(FeaturesputIncallfilter, P012_IsLeftOutWithoutASwitch) {
  for (auto const* const value : {"2", "-1", "\"true\"", "null", "1.0", "[true]"}) {
    say_and_commit(R"({"class":"featuresput","function":"incallfilter","value":)" + std::string(value) + "}");
    EXPECT_EQ(told(flow::Topic::all()), "") << value;
  }
}

}  // namespace
}  // namespace crosspoint::cti
