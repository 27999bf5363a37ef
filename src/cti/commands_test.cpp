#include "cti/commands.h"

#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using Commands = CommandFixture;

TEST_F(Commands, P011_P211_DoNotAnswerWhatTheyDoNotKnow) {
  for (auto const* const request :
       {R"({"class":"frobnicate","commandid":1})", R"({"class":"ipbxcommand","command":"originate"})",
        R"({"class":"ipbxcommand"})", R"({"class":"getlist","function":"explode"})", R"({"class":"logfromclient"})",
        R"({"class":"featuresput","function":"enablevoicemail","value":true})", R"({"class":"featuresput","value":true})",
        R"({"class":"filetransfer"})"})
    EXPECT_EQ(ask(request), "") << request;
}

}  // namespace
}  // namespace crosspoint::cti
