#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using DirectorySearch = CommandFixture;

TEST_F(DirectorySearch, P117_GivesARowForEachPerson) {
  EXPECT_EQ(ask(R"({"class":"directory","commandid":5,"pattern":"martin"})"),
            R"({"status":"ok","headers":["Name","Number","Mobile","Voicemail","E-mail"],)"
            R"("resultlist":["Alice Martin;1001;;1001;"],"class":"directory","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
