#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using SwitchboardDirectorySearch = CommandFixture;

TEST_F(SwitchboardDirectorySearch, P172_GivesAnEntryForEachNumber) {
  EXPECT_EQ(ask(R"({"class":"switchboard_directory_search","commandid":5,"pattern":"martin"})"),
            R"({"pattern":"martin","results":[{"name":"Alice Martin","number":"1001","number_type":"office"}],)"
            R"("class":"directory_search_result","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
