// What recorded streams of real exchanges become in the histories of the users. (telephony 5.1)
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using Lines = std::vector<std::string>;
using Mode = flow::PastCall::Mode;

struct HistoryReplay : testing::TestWithParam<char const*> {
  HistoryReplay() { house.pass(std::chrono::seconds(1)); }

  static std::string script(std::string const& name) {
    return House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
  }

  std::vector<flow::SaveCall> calls() const {
    std::vector<flow::SaveCall> calls;
    for (auto const& change : house.changes)
      if (auto const* const call = std::get_if<flow::SaveCall>(&change)) calls.push_back(*call);
    return calls;
  }

  /// "1001 sent 1002 Bruno Petit", with " talked" if there was a conversation, in the order of the alphabet.
  Lines histories() const {
    Lines lines;
    for (auto const& [user, call] : calls())
      lines.push_back(std::to_string(1000 + user.value) + " " +
                      std::array{"sent", "received", "missed"}[static_cast<std::size_t>(call.mode)] + " " + call.extension +
                      (call.name.empty() ? "" : " " + call.name) + (call.answered ? ", talked" : ""));
    std::ranges::sort(lines);
    return lines;
  }

  /// Of the first call in the history of that user.
  Duration duration_of(std::int64_t user) const {
    auto const all = calls();
    auto const found = std::ranges::find(all, UserId{user}, &flow::SaveCall::user);
    return found == all.end() ? Duration{} : found->call.duration();
  }

  Lines of(std::string const& name) {
    house.changes.clear();
    auto const stream = script(name);
    EXPECT_FALSE(stream.empty()) << name;
    house.replay(stream);
    return histories();
  }

  /// How long it is, in the recording, from the first event of that name that speaks of a channel to another one. A message takes
  /// a millisecond.
  static Duration between(std::string const& stream, std::string const& from, std::string const& to) {
    return std::chrono::milliseconds(place(stream, to) - place(stream, from));
  }

  House house;

 private:
  /// `what`: "Hangup PJSIP/1001".
  static std::int64_t place(std::string_view stream, std::string const& what) {
    auto const space = what.find(' ');
    auto const event = "Event: " + what.substr(0, space) + "\r\n";
    auto const channel = "Channel: " + what.substr(space + 1) + "-";
    for (std::int64_t number = 0; !stream.empty(); ++number) {
      auto const message = stream.substr(0, stream.find("\r\n\r\n") + 4);
      if (message.find(event) != message.npos && message.find(channel) != message.npos) return number;
      stream.remove_prefix(message.size());
    }
    ADD_FAILURE() << "no " << what;
    return 0;
  }
};
INSTANTIATE_TEST_SUITE_P(Asterisk, HistoryReplay, testing::Values("", "v22/"),
                         [](auto const& version) { return std::string(*version.param ? "22" : "16"); });

TEST_P(HistoryReplay, T178_SentReceivedAndMissed) {
  EXPECT_EQ(of("call-internal-answered"),
            (Lines{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked"}));
  EXPECT_EQ(of("call-internal-missed"), (Lines{"1001 sent 1002 Bruno Petit", "1002 missed 1001 Alice Martin"}));
  EXPECT_EQ(of("call-internal-busy"), (Lines{"1001 sent 1002 Bruno Petit", "1002 missed 1001 Alice Martin"}));
  EXPECT_EQ(of("call-incoming-did"), (Lines{"1002 received 0612345678 Grand Compte, talked"}));
}

TEST_P(HistoryReplay, T178_CallsToApplications) {
  EXPECT_EQ(of("voicemail-left"), (Lines{"1001 sent *971002, talked"}));
  EXPECT_EQ(of("voicemail-consulted"), (Lines{"1002 sent *98, talked"}));
  EXPECT_EQ(of("confbridge"),
            (Lines{"1001 sent 8000 conference, talked", "1002 sent 8000 conference, talked", "1003 sent 8001, talked"}));
}

TEST_P(HistoryReplay, T179_ABlindTransferSplitsNothing) {
  Lines const expected{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked",
                       "1003 received 1001 Alice Martin, talked"};
  for (std::string const name : {"transfer-blind-sip-refer", "transfer-blind-ami-blindtransfer", "transfer-blind-ami-redirect"}) {
    EXPECT_EQ(of(name), expected) << name;
    auto const stream = script(name);
    EXPECT_EQ(duration_of(1), between(stream, "Newstate PJSIP/1001", "Hangup PJSIP/1001")) << name;
    EXPECT_EQ(duration_of(2), between(stream, "DialEnd PJSIP/1002", "Hangup PJSIP/1002")) << name;
    EXPECT_EQ(duration_of(3), between(stream, "DialEnd PJSIP/1003", "Hangup PJSIP/1003")) << name;
  }
}

TEST_P(HistoryReplay, T179_AnAttendedTransferSplitsNothing) {
  EXPECT_EQ(of("transfer-attended-sip-refer"),
            (Lines{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked",
                   "1002 sent 1003 Chloe Durand, talked", "1003 received 1002 Bruno Petit, talked"}));
  EXPECT_EQ(duration_of(1), between(script("transfer-attended-sip-refer"), "Newstate PJSIP/1001", "Hangup PJSIP/1001"));
  Lines const by_feature{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked",
                         "1003 received 1002 Bruno Petit, talked"};
  EXPECT_EQ(of("transfer-attended-ami-atxfer"), by_feature);
  EXPECT_EQ(of("transfer-attended-ami-atxfer-cancel"), by_feature);
  EXPECT_EQ(
      of("transfer-attended-native-target-busy"),
      (Lines{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked", "1003 missed 1001 Alice Martin"}));
}

TEST_P(HistoryReplay, T179_HoldAndParkingSplitNothing) {
  Lines const talked{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked"};
  EXPECT_EQ(of("hold"), talked);
  EXPECT_EQ(duration_of(1), between(script("hold"), "Newstate PJSIP/1001", "Hangup PJSIP/1001"));
  EXPECT_EQ(of("hold-server-side"), talked);
  EXPECT_EQ(of("listen-chanspy"), talked) << "who listens has no call";
  EXPECT_EQ(of("parking"), (Lines{"1001 sent 1002 Bruno Petit, talked", "1003 sent 701 Alice Martin, talked"}));
}

TEST_P(HistoryReplay, T180_AnsweredElsewhereIsNotMissed) {
  EXPECT_EQ(of("call-ring-group"), (Lines{"1001 sent 2000 Chloe Durand, talked", "1003 received 1001 Alice Martin, talked"}));
  EXPECT_EQ(of("call-pickup"), (Lines{"1001 sent 1002 Chloe Durand, talked", "1003 received 1001 Alice Martin, talked"}));
}

TEST_P(HistoryReplay, T180_CallsOfQueuesAreReceivedButNeverMissed) {
  Lines const expected{"1001 sent 3002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked"};
  EXPECT_EQ(of("queue-agent-declines"), expected);
  EXPECT_EQ(of("queue-answered-agentcallback"), expected);
  EXPECT_EQ(of("queue-answered"), (Lines{"1001 sent 3001 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked"}));
  EXPECT_EQ(of("queue-abandoned"), (Lines{"1001 sent 3001, talked"}));
}

TEST_P(HistoryReplay, T180_APhoneThatSendsTheCallOnHasNotMissedIt) {
  EXPECT_EQ(of("call-forwarded-by-phone-302"),
            (Lines{"1001 sent 1002 Chloe Durand, talked", "1003 received 1001 Alice Martin, talked"}));
  EXPECT_EQ(of("service-forward-unconditional"),
            (Lines{"1001 sent 6002 Chloe Durand, talked", "1003 received 1001 Alice Martin, talked"}));
  EXPECT_EQ(of("service-forward-noanswer"), (Lines{"1001 sent 6002 Chloe Durand, talked", "1002 missed 1001 Alice Martin",
                                                   "1003 received 1001 Alice Martin, talked"}));
}

TEST_P(HistoryReplay, T181_APhoneThatIsNotRegisteredMissesTheCall) {
  EXPECT_EQ(of("call-internal-unregistered"), (Lines{"1001 sent 1003 1003", "1003 missed 1001 Alice Martin"}));
}

TEST_P(HistoryReplay, T182_ACallFromTheScreenIsOneSentCall) {
  EXPECT_EQ(of("originate-cid-own"), (Lines{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked"}));
  auto const stream = script("dial-originate");
  EXPECT_EQ(of("dial-originate"), (Lines{"1001 sent 1002 Bruno Petit, talked", "1002 received 1002 Bruno Petit, talked"}));
  EXPECT_EQ(duration_of(1), between(stream, "DialEnd PJSIP/1002", "Hangup PJSIP/1001")) << "from when the other side answered";
  EXPECT_EQ(of("originate-line-busy"), Lines{}) << "nobody was called";
}

TEST_P(HistoryReplay, T183_CallsThatEndWhileTheLinkIsDownEndWithWhatWasLastKnown) {
  auto const stream = script("call-internal-answered");
  house.replay(std::string_view(stream).substr(0, stream.find("Event: HangupRequest")));
  auto const last_known = house.now;
  house.pass(std::chrono::seconds(10));
  house.exchange_is_there = false;
  house.give(flow::AmiClosed{flow::AmiLink::events, "end of file"});
  house.pass(std::chrono::seconds(20));
  EXPECT_EQ(histories(), Lines{}) << "they may go on";
  house.exchange_is_there = true;
  house.pass(std::chrono::seconds(60));
  EXPECT_EQ(histories(), (Lines{"1001 sent 1002 Bruno Petit, talked", "1002 received 1001 Alice Martin, talked"}));
  for (auto const& [user, call] : calls()) {
    EXPECT_LE(call.ended, WallClock{}.at(last_known));
    EXPECT_GT(call.duration(), Duration{});
  }
}

}  // namespace
}  // namespace crosspoint::core
