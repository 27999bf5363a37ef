#include "wire/ami/action.h"

#include <gtest/gtest.h>

#include <tuple>

namespace crosspoint::wire::ami {
namespace {

TEST(AmiAction, WritesEachHeaderOnALineAndClosesWithAnEmptyOne) {
  EXPECT_EQ(*encode({"Getvar", {{"Variable", "DIALPLAN_EXISTS(default,1002,1)"}}}, "x7"),
            "Action: Getvar\r\nActionID: x7\r\nVariable: DIALPLAN_EXISTS(default,1002,1)\r\n\r\n");
}

TEST(AmiAction, T015_RefusesLineEndsAndNulWhereverTheyStand) {
  for (auto const* const value : {"1002\r\nAction: Hangup", "a\nb", "a\rb"})
    EXPECT_EQ(encode({"Originate", {{"Exten", value}}}, "x1").error().code, Errc::bad_request) << value;
  EXPECT_FALSE(encode({"Originate", {{"Exten", std::string("10\0", 3)}}}, "x1"));
  EXPECT_FALSE(encode({"Originate", {{"Exten\r\nAction", "1"}}}, "x1"));
}

TEST(AmiAction, T015_RefusesWhatMeansMoreToAsteriskThanItself) {
  for (auto const& [action, header, value] : {std::tuple{"Originate", "Variable", "XP_CALLER=1,FILE(/tmp/x)=y"},
                                              {"Originate", "Variable", "XP_CALLER=\"1"},
                                              {"Originate", "Channel", "PJSIP/1001&PJSIP/1002"},
                                              {"Originate", "Data", "PJSIP/1001,${SHELL(id)}"},
                                              {"Originate", "CallerID", "\"Alice\" <1001,1>"},
                                              {"Redirect", "Exten", "1001,1"},
                                              {"Redirect", "Context", "default&other"},
                                              {"Hangup", "Channel", "/.*/"},
                                              {"QueueAdd", "Interface", "PJSIP/1001&PJSIP/1002"},
                                              {"Getvar", "Variable", "SHELL(id)x"},
                                              {"Setvar", "Value", "${SHELL(id)}"},
                                              {"QueueLog", "Message", "a\tb"},
                                              {"QueueLog", "Message", "\xE9"}})
    EXPECT_EQ(encode({action, {{header, value}}}, "x1").error().code, Errc::bad_request) << header << ": " << value;
}

TEST(AmiAction, T016_RefusesAHeaderLineThatAsteriskWouldRefuse) {
  EXPECT_TRUE(encode({"Setvar", {{"Value", std::string(1024 - 9, 'v')}}}, "x1"));
  EXPECT_FALSE(encode({"Setvar", {{"Value", std::string(1024 - 8, 'v')}}}, "x1"));
}

}  // namespace
}  // namespace crosspoint::wire::ami
