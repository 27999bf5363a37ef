#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/house_fixture.h"
#include "wire/base64/base64.h"

namespace crosspoint::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Recorded faxes, as if the server had asked for them.
struct FaxesOfUsers : testing::Test {
  FaxesOfUsers() {
    house.give(flow::Configured{with_right()});
    house.pass(std::chrono::seconds(1));
    house.log_in(alice, "1001");
    dialplan_knows("1");
  }

  static directory::Directory with_right() {
    auto all = House::office();
    all.profiles[ProfileId{3}].rights.push_back(directory::Right::fax);
    return all;
  }

  /// What the exchange says when it is asked for an extension: "1" or "0".
  void dialplan_knows(std::string const& value) {
    house.exchange_says["Getvar"] = "Response: Success\r\nValue: " + value + "\r\n";
  }

  /// Up to the call that the exchange is asked to make.
  void send() {
    house.say(alice,
              R"({"class":"faxsend","commandid":1,"destination":"9400","data":")" + wire::base64::encode("%PDF-1.4") + "\"}");
    ASSERT_EQ(house.faxes.size(), 1U);
    house.give(flow::FaxConverted{house.faxes[0], "/spool/fax-1.tif", 2, {}});
  }

  /// The transcript with the names of our call in it.
  std::string recorded(std::string const& transcript, std::string const& uniqueid, std::string const& action) {
    auto text = House::read_file("tests/transcripts/" + transcript + ".ami");
    auto const replace = [&](std::string const& from, std::string const& to) {
      for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    };
    replace(uniqueid + "\r", channel() + "\r");
    replace("Uniqueid: <unknown>\r", "Uniqueid: " + channel() + "\r");  // they were made without a ChannelId
    replace("XP_FAXID: f42", "XP_FAXID: " + channel());
    replace("ActionID: " + action + "\r", "ActionID: " + header("ActionID") + "\r");
    return text;
  }

  /// The uniqueid we have chosen for our end of the call.
  std::string channel() { return header("ChannelId"); }

  std::string header(std::string const& name) {
    auto const at = house.originated.find("\n" + name + ": ") + name.size() + 3;
    return house.originated.substr(at, house.originated.find("\r", at) - at);
  }

  static std::string without_user_events(std::string text) {
    for (auto at = text.find("Event: UserEvent"); at != std::string::npos; at = text.find("Event: UserEvent"))
      text.erase(at, text.find("\r\n\r\n", at) + 4 - at);
    return text;
  }

  std::vector<std::string> progress() {
    std::vector<std::string> all;
    for (auto const& line : house.lines) {
      auto const at = line.find("\"status\":");
      if (line.find("fax_progress") != std::string::npos)
        all.push_back(line.substr(0, line.find(' ')) + " " + line.substr(at, line.find(",\"timenow") - at));
    }
    return all;
  }

  House house;
  std::string const presend = R"(own:1 "status":"PRESENDFAX","pages":null)", success = R"(own:1 "status":"SUCCESS","pages":2)",
                    failed = R"(own:1 "status":"FAILED","pages":null)";
};

TEST_F(FaxesOfUsers, T161_P182_P183_AreToldToBeAnsweredAndThenSent) {
  send();
  EXPECT_THAT(house.originated, HasSubstr("Channel: Local/9400@default\r\n"));
  EXPECT_THAT(house.originated, HasSubstr("Variable: XP_FAX_PATH=/spool/fax-1.tif\r\n"));
  house.replay(recorded("fax-send-local", "1795452363.43", "a4"));
  EXPECT_THAT(progress(), ElementsAre(presend, success));
  EXPECT_EQ(house.discarded, house.faxes) << "T165: nothing stays in the spool";
}

TEST_F(FaxesOfUsers, T162_P184_NobodyAnswers) {
  send();
  house.replay(recorded("fax-send-busy", "1795452409.49", "a6"));
  EXPECT_THAT(progress(), ElementsAre(failed));
  EXPECT_EQ(house.discarded, house.faxes);
}

TEST_F(FaxesOfUsers, T163_P184_TheFarEndIsNoFax) {
  send();
  house.replay(recorded("fax-send-not-a-fax", "1795452425.55", "a9"));
  EXPECT_THAT(progress(), ElementsAre(presend, failed));
}

TEST_F(FaxesOfUsers, T164_WithoutUserEventsSendFaxAndTheHangupDecide) {
  send();
  house.replay(without_user_events(recorded("fax-send-local", "1795452363.43", "a4")));
  EXPECT_THAT(progress(), ElementsAre(presend, success));
}

TEST_F(FaxesOfUsers, T164_WithoutUserEventsAFaxThatHasNotGoneThroughHasFailed) {
  send();
  house.replay(without_user_events(recorded("fax-send-not-a-fax", "1795452425.55", "a9")));
  EXPECT_THAT(progress(), ElementsAre(presend, failed));
}

TEST_F(FaxesOfUsers, T160_AFileThatCannotBeConvertedFailsAndNobodyIsCalled) {
  house.say(alice,
            R"({"class":"faxsend","commandid":1,"destination":"9400","data":")" + wire::base64::encode("%PDF-1.4") + "\"}");
  house.give(flow::FaxConverted{house.faxes.at(0), {}, 0, "it is protected"});
  EXPECT_THAT(progress(), ElementsAre(failed));
  EXPECT_EQ(house.originated, "");
}

TEST_F(FaxesOfUsers, P184_ANumberThatTheDialplanDoesNotKnowIsNotCalled) {
  dialplan_knows("0");
  send();
  EXPECT_THAT(progress(), ElementsAre(failed));
  EXPECT_EQ(house.originated, "");
}

TEST_F(FaxesOfUsers, GiveUpOnAMachineThatNeverEnds) {
  send();
  auto const text = recorded("fax-send-local", "1795452363.43", "a4");
  house.replay(text.substr(0, text.find("Event: FAXStatus")));
  house.pass(std::chrono::hours(1));
  EXPECT_THAT(progress(), ElementsAre(presend, failed));
  EXPECT_THAT(house.actions, testing::Contains("Hangup"));
}

TEST_F(FaxesOfUsers, AreNotBelievedFromAnotherChannel) {
  send();
  house.replay("Event: UserEvent\r\nChannel: PJSIP/1002-1\r\nUniqueid: 5.5\r\nUserEvent: FaxProgress\r\nXP_FAXID: " + channel() +
               "\r\nSTATUS: SUCCESS\r\nPAGES: 9\r\n\r\n");
  EXPECT_THAT(progress(), testing::IsEmpty());
}

}  // namespace
}  // namespace crosspoint::core
