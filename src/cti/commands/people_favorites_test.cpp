#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using PeopleFavorites = CommandFixture;

TEST_F(PeopleFavorites, P103_AreShownWithTheirMark) {
  EXPECT_NE(ask(R"({"class":"people_favorites"})").find(R"("results":[],"class":"people_favorites_result")"), std::string::npos);
  flow::PersonalLoaded stored{{{UserId{1}, {{}, {{"internal", "2"}}}}}};
  personal.loaded(stored);
  EXPECT_NE(ask(R"({"class":"people_favorites"})").find(R"("column_values":["Bob Stone","1002",null,null,true,null,false])"),
            std::string::npos);
}

}  // namespace
}  // namespace crosspoint::cti
