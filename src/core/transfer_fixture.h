#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/house_fixture.h"

namespace crosspoint::core {

// What the dialplan says of an extension.
inline std::string const exists = "Response: Success\r\nValue: 1\r\n", missing = "Response: Success\r\nValue: 0\r\n";

/// A house on an exchange of the recordings; the user 1001 has logged in and has subscribed to its calls.
struct TransferHouse : testing::TestWithParam<char const*> {
  TransferHouse() {
    house.pass(std::chrono::seconds(1));
    auto office = House::office();
    auto& rights = office.profiles[ProfileId{3}].rights;
    rights.insert(rights.end(), {directory::Right::transfer, directory::Right::switchboard});
    office.queues[QueueId{6}].number = "3010";
    house.give(flow::Configured{office});
    house.log_in(alice, "1001");
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-hold,s,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-voicemail,1003,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(crosspoint-voicemail,1001,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,1003,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,+1003,1)"] = exists;
    house.exchange_says["Getvar Variable=DIALPLAN_EXISTS(default,3010,1)"] = exists;
  }

  void open(std::string const& name) {
    rest = House::read_file(std::string(CROSSPOINT_SOURCE_DIR) + "/tests/transcripts/" + GetParam() + name + ".ami");
    ASSERT_FALSE(rest.empty()) << name;
  }

  /// Plays up to the first message that has all these in it, without it; to the end when there is none.
  void play(std::vector<std::string> const& until = {}) {
    while (!rest.empty()) {
      auto const end = rest.find("\r\n\r\n") + 4;
      auto const message = rest.substr(0, end);
      auto const has = [&](std::string const& text) { return message.find(text) != std::string::npos; };
      if (!until.empty() && std::ranges::all_of(until, has)) break;
      rest.erase(0, end);
      house.give(flow::AmiBytes{flow::AmiLink::events, message});
      house.pass(std::chrono::milliseconds(1));
    }
    house.pass(std::chrono::milliseconds(100));
  }

  void say(std::string const& request) {
    house.asked.clear();
    house.lines.clear();
    house.say(alice, request);
  }

  void transfer(std::string const& number = "1003") { say(R"({"class":"attended_transfer","number":")" + number + "\"}"); }

  /// The actions that were asked for since then, by what begins with that.
  std::vector<std::string> asked(std::string const& name) const {
    std::vector<std::string> found;
    for (auto const& action : house.asked)
      if (action.starts_with(name + " ")) found.push_back(action);
    return found;
  }

  /// The messages of that class, "calls:1 {...}", without their time.
  std::vector<std::string> told(std::string const& message_class) const {
    std::vector<std::string> found;
    for (auto const& line : house.lines)
      if (line.find("\"class\":\"" + message_class + "\"") != std::string::npos)
        found.push_back(line.substr(0, line.find(",\"timenow\"")));
    return found;
  }

  std::vector<std::string> answers() const { return told("current_call_attended_transfer_answered"); }
  std::vector<std::string> cancellations() const { return told("current_call_attended_transfer_cancelled"); }

  /// The name of the newest channel of a phone.
  std::string leg(std::string const& number) {
    auto const& channels = house.core().exchange().model().channels;
    auto const& all = channels.of_device("PJSIP/" + number);
    return all.empty() ? "" : channels.find(all.back())->name;
  }

  /// The exchange tells that of a channel that it has.
  void tell(std::string const& event, std::string const& channel, std::string const& more = {}) {
    auto const* const known = house.core().exchange().model().channels.named(channel);
    house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\nChannel: " + channel + "\r\nUniqueid: " +
                                                         (known ? known->uniqueid : "77.1") + "\r\n" + more + "\r\n"});
  }
  void hang_up(std::string const& channel) { tell("Hangup", channel, "Cause: 16\r\n"); }

  /// A user's leg has come to the end of the consultation in the dialplan.
  void consultation_ends(std::string const& own, std::string const& status) {
    tell("UserEvent", own, "UserEvent: CrosspointConsultEnd\r\nStatus: " + status + "\r\n");
  }

  /// What is asked for when two legs are connected: that this one does not go back to where it was.
  static std::string let_go(std::string const& leg) {
    return "Setvar Channel=" + leg + " Variable=CHANNEL(after_bridge_goto) Value=";
  }

  static std::string end_of(std::string const& leg) { return "Hangup Channel=" + leg + " Cause=16"; }

  House house;
  std::string rest;
};

}  // namespace crosspoint::core

#define WITH_BOTH_ASTERISKS(suite)                                         \
  INSTANTIATE_TEST_SUITE_P(Asterisk, suite, ::testing::Values("", "v22/"), \
                           [](auto const& version) { return std::string(*version.param ? "22" : "16"); })
