#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using PeopleSetFavorite = CommandFixture;

TEST_F(PeopleSetFavorite, P104_P105_IsToldWhenItIsStored) {
  EXPECT_EQ(ask(R"({"class":"people_set_favorite","commandid":5,"source":"internal","source_entry_id":"2","favorite":true})"),
            "");
  EXPECT_EQ(commit(),
            R"({"class":"people_favorite_update","source":"internal","source_entry_id":"2","favorite":true,"replyid":5})");
  say(R"({"class":"people_set_favorite","source":"internal","source_entry_id":"2","favorite":false})");
  EXPECT_EQ(commit(), R"({"class":"people_favorite_update","source":"internal","source_entry_id":"2","favorite":false})");
}

TEST_F(PeopleSetFavorite, P012_IsLeftOutWithAFieldOfAnotherType) {
  say(R"({"class":"people_set_favorite","source":"internal","source_entry_id":2,"favorite":true})");
  say(R"({"class":"people_set_favorite","source":"internal","source_entry_id":"2","favorite":"true"})");
  EXPECT_FALSE(personal.favorites(UserId{1}).contains({"internal", "2"}));
  EXPECT_EQ(commit(), "");
}

}  // namespace
}  // namespace crosspoint::cti
