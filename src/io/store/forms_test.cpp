#include "io/store/forms.h"

#include <gtest/gtest.h>

#include "io/store/database.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::io::store {
namespace {

struct FormsInTheStore : StoreFixture {};

TEST_F(FormsInTheStore, P199_AreKeptUntilTheyAreTaken) {
  auto database = open();
  flow::FormResult const first{WallTime(Duration(1)), UserId{17}, R"({"a":"1"})"},
      second{WallTime(Duration(2)), UserId{18}, "{}"};
  ASSERT_TRUE(database.save({flow::SaveForm{second}, flow::SaveForm{first}}));
  auto reopened = open();
  EXPECT_EQ(reopened.load_forms().value(), (std::vector{first, second}));
  ASSERT_TRUE(reopened.save({flow::ForgetForm{first.submitted}}));
  EXPECT_EQ(database.load_forms().value(), std::vector{second});
}

}  // namespace
}  // namespace crosspoint::io::store
