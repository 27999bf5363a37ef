#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using PeopleHeaders = CommandFixture;

TEST_F(PeopleHeaders, P100_AreThoseOfTheProfile) {
  directory.displays["short"] = {"short", {{"Who", "name", {"name"}, ""}, {"Site", "", {"site"}, ""}}};
  directory.profiles[ProfileId{3}].display = "short";
  EXPECT_EQ(ask(R"({"class":"people_headers","commandid":5})"),
            R"({"column_headers":["Who","Site"],"column_types":["name",null],"class":"people_headers_result","replyid":5})");
}

TEST_F(PeopleHeaders, P116_ReachTheOtherSessionsOfTheUserWithoutReplyid) {
  say(R"({"class":"people_headers","commandid":5})");
  EXPECT_NE(told(flow::Topic::own(UserId{1})).find("people_headers_result"), std::string::npos);
  EXPECT_EQ(told(flow::Topic::own(UserId{1})).find("replyid"), std::string::npos);
  EXPECT_EQ(std::get<flow::Tell>(effects.back()).except, SessionId{10});
}

}  // namespace
}  // namespace crosspoint::cti
