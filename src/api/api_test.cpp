#include "api/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::api {
namespace {

using testing::HasSubstr;

TEST(Problem, IsJsonThatSaysWhatToDo) {
  auto const answer = problem(404, "Not Found", "There is no \"such\" resource.");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.content_type, "application/problem+json");
  EXPECT_EQ(answer.body, "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is no \\\"such\\\" resource.\"}\n");
}

}  // namespace
}  // namespace crosspoint::api
