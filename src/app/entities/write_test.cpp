#include "app/entities/write.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/entities/merge.h"
#include "app/entities/read.h"
#include "io/store/testing/everything.h"

namespace crosspoint::app::entities {
namespace {

using directory::Directory;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Directory read_back(std::string const& text) {
  yaml::Problems problems("exported");
  auto directory = read(yaml::parse(text, problems).value(), problems).directory;
  EXPECT_THAT(problems.lines(), IsEmpty()) << text;
  return directory;
}

TEST(EntitiesWrite, WritesEverythingAsItIsReadBack) {
  auto all = io::store::everything();
  auto const text = write(all);
  for (auto& [id, user] : all.users) user.services = {};
  EXPECT_EQ(read_back(text), all) << text;
}

TEST(EntitiesWrite, WritesTheDemoAsItIsReadBack) {
  yaml::Problems problems("demo.yml");
  auto const demo = read(yaml::parse_file(CROSSPOINT_SOURCE_DIR "/demo/demo.yml", problems).value(), problems).directory;
  auto const text = write(demo);
  EXPECT_EQ(read_back(text), demo) << text;
  EXPECT_THAT(text, Not(HasSubstr("-demo")));
}

TEST(EntitiesWrite, WritesTextsThatLookLikeSomethingElse) {
  Directory odd;
  for (std::int64_t id = 1;
       auto const* const text : {"true", "~", "null", "0x10", "a: b", "- a", "#c", "'q'", "\"",   "é 漢", " x ", "{", "*a",
                                 "&a",   "!", "%",    "@",    "`",    "1e3", ",",  "[a",  "a #b", "?",    "|",   ">"}) {
    auto& user = odd.users[UserId{id}];
    user.id = UserId{id++};
    user.login = user.firstname = text;
  }
  EXPECT_EQ(read_back(write(odd)), odd) << write(odd);
}

TEST(EntitiesWrite, AProfileThatMayDoNothingIsReadBackAsOne) {
  Directory all;
  all.profiles[ProfileId{1}] = {.id = ProfileId{1}, .name = "Mute"};
  EXPECT_EQ(read_back(write(all)), all) << write(all);
}

TEST(EntitiesWrite, IsReadableByPeople) {
  Directory small;
  small.xivo_uuid = "00000000-0000-4000-8000-000000000000";
  small.contexts["default"] = {"default", ""};
  auto& user = small.users[UserId{1}];
  user.id = UserId{1};
  user.firstname = "Alice";
  user.lines = {LineId{1}};
  auto& line = small.lines[LineId{1}];
  line.id = LineId{1};
  line.user = UserId{1};
  line.name = line.number = "1001";
  EXPECT_EQ(write(small), R"(xivo_uuid: 00000000-0000-4000-8000-000000000000
contexts:
  default: {}
users:
  - id: 1
    uuid: ""
    firstname: Alice
    lines:
      - {id: 1, name: 1001, number: 1001}
)");
}

}  // namespace
}  // namespace crosspoint::app::entities
