#pragma once

#include <boost/json.hpp>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "core/transfer_fixture.h"

namespace crosspoint::core {

inline constexpr SessionId desk{20};  ///< a client that has asked for the extension `calls`

/// The exchange of the recordings, and a client that follows all calls of a user.
struct CallsHouse : TransferHouse {
  /// From now on the client hears of the calls of the user of that number.
  void follow(std::string const& number) {
    house.log_in(desk, number, with_calls);
    house.say(desk, R"({"class":"subscribe","message":"my_calls"})");
    house.lines.clear();
  }

  /// Says it as that client; what was told and asked before is forgotten.
  void order(std::string const& request) {
    house.asked.clear();
    house.lines.clear();
    house.say(desk, request);
  }

  /// The uniqueid that the last Originate has given to the leg that it rings.
  std::string originated_id() const {
    constexpr std::string_view header = "ChannelId: ";
    auto const begin = house.originated.find(header) + header.size();
    return house.originated.substr(begin, house.originated.find("\r\n", begin) - begin);
  }

  /// 1001, who talks to 1002, asks 1003 first and then connects the two.
  void ask_first_and_complete() { ask_first("transfer-attended-native-complete", "a7", "a8", "complete_transfer"); }

  /// 1001 talks to 1002, asks 1003 first and then does that, in place of the actions of the recording that begin and end it.
  void ask_first(std::string const& recording, std::string const& begin, std::string const& end, std::string const& then) {
    open(recording);
    play({"ActionID: " + begin});
    order(R"({"class":"attended_transfer","number":"1003"})");
    play({"ActionID: " + end});
    order(R"({"class":")" + then + "\"}");
    play();
  }

  /// The calls as they were told, one text for each time that they were others: "up in 1002, hold out 1003".
  std::vector<std::string> lists() const {
    std::vector<std::string> all;
    for (auto const& message : messages("my_calls")) {
      std::string list;
      for (auto const& call : message.at("calls").as_array()) list += (list.empty() ? "" : ", ") + in_words(call.as_object());
      if (all.empty() || all.back() != list) all.push_back(list);
    }
    return all;
  }

  /// The last list, whole.
  boost::json::array last_calls() const {
    auto const all = messages("my_calls");
    return all.empty() ? boost::json::array{} : all.back().at("calls").as_array();
  }

  /// "answered to 1003", of each call that was transferred.
  std::vector<std::string> results() const {
    std::vector<std::string> all;
    for (auto const& message : messages("transfer_result"))
      all.push_back(text(message, "result") + " to " + text(message, "to") + " of " + text(message, "call"));
    return all;
  }

  /// "busy", of each call that has ended; of one that was talked "ended after 5 s".
  std::vector<std::string> endings() const {
    std::vector<std::string> all;
    for (auto const& message : messages("call_ended")) {
      auto const seconds = std::llround(message.at("duration").to_number<double>());
      all.push_back(text(message, "result") + (seconds > 0 ? " after " + std::to_string(seconds) + " s" : ""));
    }
    return all;
  }

  /// The errors that the client was told.
  std::vector<std::string> errors() const {
    std::vector<std::string> all;
    for (auto const& message : messages("ipbxcommand")) all.push_back(text(message, "error_string"));
    return all;
  }

  /// The uniqueid of the newest channel of a phone.
  std::string id_of(std::string const& number) {
    auto const& all = house.core().exchange().model().channels.of_device("PJSIP/" + number);
    return all.empty() ? "" : all.back();
  }

  void hear(std::string const& event) { house.give(flow::AmiBytes{flow::AmiLink::events, "Event: " + event + "\r\n\r\n"}); }

  static std::string text(boost::json::object const& object, char const* key) { return std::string(object.at(key).as_string()); }

 private:
  static std::string in_words(boost::json::object const& call) {
    auto words = text(call, "state") + " " + text(call, "direction") + " " + text(call, "number");
    if (call.contains("queue")) words += " of " + text(call, "queue");
    if (call.contains("waiting")) words += " while " + text(call.at("waiting").as_object(), "number") + " waits";
    return words;
  }

  std::vector<boost::json::object> messages(std::string const& message_class) const {
    std::vector<boost::json::object> all;
    for (auto const& line : told(message_class)) all.push_back(boost::json::parse(line.substr(line.find('{')) + "}").as_object());
    return all;
  }
};

}  // namespace crosspoint::core
