#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "wire/ami/cutter.h"

namespace crosspoint::sim {

/// A recorded AMI message, or one of ours.
using Headers = std::vector<std::pair<std::string, std::string>>;

inline std::string value(Headers const& headers, std::string_view name) {
  auto const found = std::ranges::find(headers, name, [](auto const& header) { return header.first; });
  return found == headers.end() ? std::string{} : found->second;
}

inline std::vector<Headers> messages_of(std::string_view stream) {
  wire::ami::Cutter cutter(wire::ami::Cutter::Banner::none);
  cutter.feed(stream);
  std::vector<Headers> messages;
  while (auto const* const message = cutter.next()) {
    Headers headers;
    for (auto const& [name, text] : message->headers()) headers.emplace_back(name, text);
    messages.push_back(std::move(headers));
  }
  return messages;
}

/// A file of the recorded exchange of version 22, its people and queues renamed to those of the simulated one.
inline std::string recorded(std::string const& file) {
  std::ifstream in(CROSSPOINT_SOURCE_DIR "/tests/transcripts/v22/" + file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  EXPECT_FALSE(text.empty()) << file;
  static std::vector<std::pair<std::string, std::string>> const renamed{
      {"Bruno Petit", "Bob Stone"},      {"Chloe Durand", "Carol Reyes"}, {"David Roux", "Dave Okafor"},
      {"Queue: support", "Queue: blue"}, {"Queue: sales", "Queue: red"},  {"Conference: 8000", "Conference: 4001"}};
  for (auto const& [from, to] : renamed)
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  return text;
}

/// What two streams of the same scenario may differ in.
struct Tolerance {
  std::set<std::string> headers;  ///< left out, besides those that always differ
  std::set<std::string> events;   ///< left out
};

/// A stream in a form that two runs of one scenario share: serials and clocks are gone; the messages are in order of kind and of
/// what they are about, those of one kind about one thing in the order they came in.
inline std::vector<std::string> essence(std::string_view stream, Tolerance const& tolerance) {
  static std::set<std::string> const volatile_headers{"Priority",   "DestPriority", "LastCall", "LastPause",       "LoginTime",
                                                      "Wrapuptime", "Ringinuse",    "HoldTime", "TalkTime",        "RingTime",
                                                      "CallsTaken", "Timestamp",    "URI",      "BridgeTechnology"};
  std::map<std::string, std::string> names;
  std::map<std::string, int> counts;
  auto const plain = [&](std::string const& kind, std::string const& serial) {
    auto const [found, is_new] = names.emplace(serial, "");
    if (is_new) found->second = kind + "#" + std::to_string(++counts[kind]);
    return found->second;
  };
  std::vector<std::pair<std::string, std::string>> keyed;
  for (auto const& headers : messages_of(stream)) {
    auto const event = value(headers, "Event");
    if (tolerance.events.contains(event) || value(headers, "Device").starts_with("Queue:")) continue;
    std::string text;
    for (auto const& [name, given] : headers) {
      if (volatile_headers.contains(name) || tolerance.headers.contains(name)) continue;
      auto shown = given;
      if (name.ends_with("Channel") && given.starts_with("PJSIP/") && given.rfind('-') != std::string::npos)
        shown = plain(given.substr(0, given.rfind('-')), given);
      else if (name.ends_with("Uniqueid") || name.ends_with("Linkedid"))
        shown = given.starts_with("<") ? given : plain(name == "BridgeUniqueid" ? "bridge" : "call", given);
      text += name + "=" + shown + " | ";
    }
    auto subject = event;
    for (auto const* const name : {"Channel", "DestChannel", "Exten", "Device", "Queue", "Interface", "BridgeUniqueid"})
      subject += " " + (names.contains(value(headers, name)) ? names[value(headers, name)] : value(headers, name));
    keyed.emplace_back(subject, text);
  }
  std::ranges::stable_sort(keyed, {}, [](auto const& one) { return one.first; });
  std::vector<std::string> lines;
  for (auto& [key, text] : keyed) lines.push_back(std::move(text));
  return lines;
}

/// The first and the last event of each channel, which no race may change.
inline std::map<std::string, std::pair<std::string, std::string>> lives(std::string_view stream) {
  std::map<std::string, std::pair<std::string, std::string>> all;
  std::map<std::string, std::string> serial;
  std::map<std::string, int> counts;
  for (auto const& headers : messages_of(stream)) {
    auto const channel = value(headers, "Channel"), event = value(headers, "Event");
    if (channel.empty() || event.empty() || event == "OriginateResponse") continue;
    auto const device = channel.substr(0, channel.rfind('-'));
    auto const [found, is_new] = serial.emplace(channel, "");
    if (is_new) found->second = device + "#" + std::to_string(++counts[device]);
    auto& life = all[found->second];
    if (life.first.empty()) life.first = event;
    life.second = event;
  }
  return all;
}

}  // namespace crosspoint::sim
