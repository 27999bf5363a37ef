#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire/ami/md5.h"

namespace crosspoint::wire::ami {
namespace {

TEST(Md5, KnowsTheExamplesOfItsStandard) {
  EXPECT_EQ(md5_hex(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(md5_hex("abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(md5_hex("12345678901234567890123456789012345678901234567890123456789012345678901234567890"),
            "57edf4a22be3c955ac49da2e2107b67a");
  EXPECT_EQ(md5_hex(std::string(56, 'a')), "3b0c8ac703f828b04c6c197006d17218");  // the length just does not fit into the block
}

}  // namespace
}  // namespace crosspoint::wire::ami
