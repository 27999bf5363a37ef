#include "domain/destination.h"

#include <gtest/gtest.h>

namespace crosspoint::domain {
namespace {

struct Destination : testing::Test {
  Destination() {
    directory.users[UserId{5}] = {.id = UserId{5}, .login = "erin", .lines = {LineId{9}}};
    directory.users[UserId{8}] = {.id = UserId{8}, .login = "heidi"};
    directory.lines[LineId{9}] = {.id = LineId{9}, .user = UserId{5}, .name = "1005", .number = "1005"};
    directory.voicemails[VoicemailId{2}] = {.id = VoicemailId{2}, .mailbox = "1002"};
  }

  std::string of(std::string_view text) {
    auto const exten = resolve_destination(text, directory, {});
    return exten ? *exten : "refused " + exten.error().detail;
  }

  directory::Directory directory;
};

TEST_F(Destination, T122_IsANumberOrAFullCallerId) {
  EXPECT_EQ(of("1202"), "1202");
  EXPECT_EQ(of("\"Erin Novak\" <1005>"), "1005");
  EXPECT_EQ(of("+33 6 00-00.00 01"), "+33600000001");
  EXPECT_EQ(of("*971002#"), "*971002#");
}

TEST_F(Destination, T122_IsAPseudoUrlOfFourKinds) {
  EXPECT_EQ(of("exten:xivo/1202"), "1202");
  EXPECT_EQ(of("user:xivo/5"), "1005");
  EXPECT_EQ(of("vm_consult:xivo/2"), "*98");
  EXPECT_EQ(of("voicemail:xivo/2"), "*971002");
}

TEST_F(Destination, T122_RefusesWhatNamesNothing) {
  EXPECT_EQ(of("fridge:xivo/1"), "refused fridge:xivo/1");
  EXPECT_EQ(of("user:xivo/8"), "refused user:xivo/8");
  EXPECT_EQ(of("user:xivo/99"), "refused user:xivo/99");
  EXPECT_EQ(of("voicemail:xivo/7"), "refused voicemail:xivo/7");
  EXPECT_EQ(of("exten:xivo/"), "refused exten:xivo/");
  EXPECT_EQ(of("..."), "refused ...");
}

TEST_F(Destination, T015_KeepsOfLineEndsNothing) { EXPECT_EQ(of("1002\r\nAction: Hangup"), "1002ActionHangup"); }

}  // namespace
}  // namespace crosspoint::domain
