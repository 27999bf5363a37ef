#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using FeaturesputEnablerecording = CommandFixture;

TEST_F(FeaturesputEnablerecording, P091_SetsTheSenderWithoutATarget) {
  say_and_commit(R"({"class":"featuresput","function":"enablerecording","value":true})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enablerecording":true}})");
}

TEST_F(FeaturesputEnablerecording, P091_SetsAnotherUserForThoseWhoMayOnly) {
  say_and_commit(R"({"class":"featuresput","function":"enablerecording","value":true,"target":"2"})");
  EXPECT_EQ(told(flow::Topic::all()), "");
  EXPECT_FALSE(directory.users.at(UserId{2}).services.recording);
  rights.push_back(directory::Right::others_settings);
  say_and_commit(R"({"class":"featuresput","function":"enablerecording","value":true,"target":2})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"2","config":{"enablerecording":true}})");
}

TEST_F(FeaturesputEnablerecording, P091_LeavesOutATargetThatIsNotThere) {
  rights.push_back(directory::Right::others_settings);
  for (auto const* const target : {"99", "\"nobody\"", "\"\"", "0", "null", "{}"}) {
    say_and_commit(R"({"class":"featuresput","function":"enablerecording","value":true,"target":)" + std::string(target) + "}");
    EXPECT_EQ(told(flow::Topic::all()), "") << target;
  }
  scope.context = "default";  // Bob is in another one
  say_and_commit(R"({"class":"featuresput","function":"enablerecording","value":true,"target":"2"})");
  EXPECT_FALSE(directory.users.at(UserId{2}).services.recording);
}

}  // namespace
}  // namespace crosspoint::cti
