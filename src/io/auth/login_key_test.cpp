#include "io/auth/login_key.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

namespace crosspoint::io::auth {
namespace {

struct LoginKeyTest : testing::Test {
  LoginKeyTest() {
    std::string name = (std::filesystem::temp_directory_path() / "crosspoint-key-XXXXXX").string();
    directory = ::mkdtemp(name.data());
    file = directory / "key";
  }
  ~LoginKeyTest() override { std::filesystem::remove_all(directory); }

  static std::string known_by(LoginKey const& key) { return key.digest("hash", "password"); }
  std::filesystem::path directory, file;
};

TEST_F(LoginKeyTest, IsMadeOnceAndReadableForItsOwnerOnly) {
  auto const first = LoginKey::open(file);
  EXPECT_TRUE(first.is_kept());
  struct ::stat state {};
  ASSERT_EQ(::stat(file.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600U);
  EXPECT_EQ(known_by(LoginKey::open(file)), known_by(first));
  EXPECT_NE(known_by(LoginKey::make()), known_by(first));
}

TEST_F(LoginKeyTest, IsReplacedWhenOthersCouldReadIt) {
  auto const first = LoginKey::open(file);
  ::chmod(file.c_str(), 0640);
  auto const second = LoginKey::open(file);
  EXPECT_NE(known_by(second), known_by(first));
  EXPECT_EQ(known_by(LoginKey::open(file)), known_by(second)) << "of good mode again";
}

TEST_F(LoginKeyTest, IsReplacedWhenItIsDamaged) {
  auto const first = LoginKey::open(file);
  std::filesystem::resize_file(file, 31);
  auto const second = LoginKey::open(file);
  EXPECT_TRUE(second.is_kept());
  EXPECT_NE(known_by(second), known_by(first));
}

TEST_F(LoginKeyTest, LivesAsLongAsTheProcessWhenItCannotBeKept) {
  std::filesystem::create_directory(file);
  EXPECT_FALSE(LoginKey::open(file).is_kept());
  EXPECT_FALSE(LoginKey::open(directory / "missing" / "key").is_kept());
}

TEST_F(LoginKeyTest, GivesAnotherDigestForAnotherPasswordAndAnotherHash) {
  auto const key = LoginKey::make();
  EXPECT_EQ(key.digest("hash", "password"), key.digest("hash", "password"));
  EXPECT_NE(key.digest("hash", "password"), key.digest("hash", "Password"));
  EXPECT_NE(key.digest("hash", "password"), key.digest("other", "password"));
}

}  // namespace
}  // namespace crosspoint::io::auth
