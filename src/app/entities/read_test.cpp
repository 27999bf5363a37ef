#include "app/entities/read.h"

#include <gtest/gtest.h>

namespace crosspoint::app::entities {
namespace {

TEST(EntitiesRead, ReadsTheDemo) {
  yaml::Problems problems("demo.yml");
  auto const root = yaml::parse_file(CROSSPOINT_SOURCE_DIR "/demo/demo.yml", problems);
  ASSERT_TRUE(root);
  auto const draft = read(*root, problems);
  EXPECT_EQ(problems.lines(), std::vector<std::string>{});
}

}  // namespace
}  // namespace crosspoint::app::entities
