#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using GetSwitchboardDirectoryHeaders = CommandFixture;

TEST_F(GetSwitchboardDirectoryHeaders, P171_ArePairsOfTitleAndType) {
  EXPECT_EQ(ask(R"({"class":"get_switchboard_directory_headers"})"),
            R"({"class":"directory_headers","headers":[["","status"],["Name","name"],["Number","number"]]})");
}

}  // namespace
}  // namespace crosspoint::cti
