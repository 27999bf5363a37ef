#include "io/sources/ldap/filter.h"

#include <gtest/gtest.h>

namespace crosspoint::io::sources::ldap {
namespace {

TEST(LdapFilter, EscapesWhatHasAMeaningInIt) {
  EXPECT_EQ(escaped("a*(b)\\c"), R"(a\2a\28b\29\5cc)");
  EXPECT_EQ(escaped(std::string_view("a\0b", 3)), R"(a\00b)");
  EXPECT_EQ(escaped("Žofie Ünal+1 23"), "Žofie Ünal+1 23");
}

TEST(LdapFilter, HoldsThePatternInEveryPlaceAndNothingElseOfIt) {
  EXPECT_EQ(matching("(|(cn=*{pattern}*)(telephoneNumber=*{pattern}*))", "ann"), "(|(cn=*ann*)(telephoneNumber=*ann*))");
  EXPECT_EQ(matching("(cn=*{pattern}*)", "*uid=*"), R"((cn=*\2auid=\2a*))");
  EXPECT_EQ(matching("(cn=*{pattern}*)", "{pattern}"), "(cn=*{pattern}*)") << "what was filled in is not filled in again";
}

TEST(LdapFilter, LooksForThePatternWithoutItsAccentsToo) {
  EXPECT_EQ(matching("(cn=*{pattern}*)", "José"), "(|(cn=*José*)(cn=*jose*))");
  EXPECT_EQ(matching("(cn=*{pattern}*)", "JOSE"), "(cn=*JOSE*)");
}

TEST(LdapFilter, FindsContactsByTheirIds) { EXPECT_EQ(with_ids("uid", {"ann", "b)(x=*"}), R"((|(uid=ann)(uid=b\29\28x=\2a)))"); }

}  // namespace
}  // namespace crosspoint::io::sources::ldap
