#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using FeaturesputFwd = CommandFixture;

TEST_F(FeaturesputFwd, P092_P093_P094_P095_TellsSwitchAndDestination) {
  say_and_commit(R"({"class":"featuresput","function":"fwd","value":{"enableunc":true,"destunc":"1015"}})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enableunc":true,"destunc":"1015"}})");
  say_and_commit(R"({"class":"featuresput","function":"fwd","value":{"enableunc":0,"destunc":"1015"}})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enableunc":false,"destunc":"1015"}})");
  say_and_commit(R"({"class":"featuresput","function":"fwd","value":{"enablerna":true,"destrna":"+33 1 02"}})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enablerna":true,"destrna":"+33102"}})");
  say_and_commit(R"({"class":"featuresput","function":"fwd","value":{"enablebusy":true,"destbusy":"*97"}})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enablebusy":true,"destbusy":"*97"}})");
}

TEST_F(FeaturesputFwd, P092_TakesSeveralForwardsAtOnce) {
  say_and_commit(
      R"({"class":"featuresput","function":"fwd","value":{"enablebusy":false,"destbusy":"","enableunc":true,"destunc":"7"}})");
  EXPECT_EQ(
      told(flow::Topic::all()),
      R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enableunc":true,"destunc":"7","enablebusy":false,"destbusy":""}})");
}

TEST_F(FeaturesputFwd, P096_IsSwitchedOffWithoutADestination) {
  for (auto const* const destination : {"", " ", "()"}) {
    say_and_commit(R"({"class":"featuresput","function":"fwd","value":{"enableunc":true,"destunc":")" + std::string(destination) +
                   R"("}})");
    EXPECT_EQ(
        told(flow::Topic::all()),
        R"({"class":"getlist","function":"updateconfig","listname":"users","tipbxid":"xivo","tid":"1","config":{"enableunc":false,"destunc":""}})");
  }
}

TEST_F(FeaturesputFwd, P012_IsLeftOutWithHalfAPairOrADestinationThatIsTooLong) {
  auto const tell = [&](std::string const& value) {
    say_and_commit(R"({"class":"featuresput","function":"fwd","value":)" + value + "}");
    return told(flow::Topic::all());
  };
  for (auto const* const value :
       {"{}", "true", R"({"enableunc":true})", R"({"destunc":"1015"})", R"({"enableunc":"yes","destunc":"1"})",
        R"({"enableunc":true,"destunc":1015})", R"({"enableunc":true,"destunc":"1015","enablebusy":true})"})
    EXPECT_EQ(tell(value), "") << value;
  EXPECT_NE(tell(R"({"enableunc":true,"destunc":")" + std::string(80, '1') + R"("})"), "");
  EXPECT_EQ(tell(R"({"enableunc":true,"destunc":")" + std::string(81, '2') + R"("})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
