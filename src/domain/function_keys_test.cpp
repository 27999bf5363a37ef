#include "domain/function_keys.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

using Service = directory::FunctionKey::Service;

std::string extension(Service service, std::string const& destination = {}) {
  return function_key_extension(UserId{42}, {service, destination}, {});
}

TEST(FunctionKeys, T176_AreWrittenWithTheStarsOfTheirPartsTakenApart) {
  EXPECT_EQ(extension(Service::dnd), "*73542***225");
  EXPECT_EQ(extension(Service::recording), "*73542***226");
  EXPECT_EQ(extension(Service::call_filter), "*73542***227");
  EXPECT_EQ(extension(Service::unconditional), "*73542***221");
  EXPECT_EQ(extension(Service::unconditional, "1003"), "*73542***221*1003");
  EXPECT_EQ(extension(Service::no_answer, "1003"), "*73542***222*1003");
  EXPECT_EQ(extension(Service::busy, "*97"), "*73542***223***397");
  EXPECT_EQ(extension(Service::agent_toggle, "2007"), "*73542***230*2007");
  EXPECT_EQ(extension(Service::agent_login, "*7"), "*73542***231***37");
  EXPECT_EQ(extension(Service::agent_login, "2007"), "*73542***231*2007");
  EXPECT_EQ(extension(Service::agent_logout, "*7"), "*73542***232***37");
}

TEST(FunctionKeys, T176_FollowTheConfiguredCodes) {
  directory::FeatureCodes codes;
  codes.function_key = "#9";
  codes.dnd = "78";
  EXPECT_EQ(function_key_extension(UserId{1}, {Service::dnd, ""}, codes), "#91*78");
  EXPECT_EQ(dialled_key("#91*78", codes), (DialledKey{UserId{1}, {Service::dnd, ""}}));
}

TEST(FunctionKeys, T172_AreReadAsTheyAreWritten) {
  for (auto const& [name, service] : directory::function_key_services)
    for (auto const* const destination : {"", "1003", "*98", "**"})
      EXPECT_EQ(dialled_key(extension(service, destination), {}), (DialledKey{UserId{42}, {service, destination}})) << name;
}

TEST(FunctionKeys, T172_AreNothingElse) {
  for (auto const* const text :
       {"", "*735", "*73542", "*735x***225", "*73542***299", "*25", "*73542***221*1003*1", "*735***********"})
    EXPECT_EQ(dialled_key(text, {}), std::nullopt) << text;
}

}  // namespace
}  // namespace crosspoint::domain
