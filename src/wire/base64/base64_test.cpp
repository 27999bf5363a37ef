#include "wire/base64/base64.h"

#include <gtest/gtest.h>

namespace crosspoint::wire::base64 {
namespace {

TEST(Base64, WritesAndReadsTheVectorsOfItsStandard) {
  for (auto const& [bytes, text] : {std::pair{"", ""},
                                    {"f", "Zg=="},
                                    {"fo", "Zm8="},
                                    {"foo", "Zm9v"},
                                    {"foob", "Zm9vYg=="},
                                    {"fooba", "Zm9vYmE="},
                                    {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(encode(bytes), text);
    EXPECT_EQ(decode(text), bytes);
  }
}

TEST(Base64, KeepsEveryByte) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(decode(encode(all)), all);
}

TEST(Base64, ReadsLinesAndTextWithoutPadding) {
  EXPECT_EQ(decode("Zm9v\nYmFy\r\n"), "foobar");
  EXPECT_EQ(decode("Zm9vYg"), "foob");
}

TEST(Base64, RefusesWhatIsNone) {
  for (auto const* const text : {"Z", "Zm9v!", "Zg=a", "Zg===", "Zm9vY", "\xC3\xA9\xC3\xA9"})
    EXPECT_EQ(decode(text), std::nullopt) << text;
}

}  // namespace
}  // namespace crosspoint::wire::base64
