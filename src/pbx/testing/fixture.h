#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "pbx/exchange.h"

namespace crosspoint::pbx::testing {

/// A transcript as the messages it consists of, each with its closing empty line. `set` is "" (Asterisk 16) or "v22/".
std::vector<std::string> load(std::string_view set, std::string_view name);

/// The names of all transcripts of a set.
std::vector<std::string> all_transcripts(std::string_view set);

/// First value of a header of a message; empty if it has none.
std::string header(std::string_view message, std::string_view name);

/// Everything the model holds, one object a line, in an order that does not depend on that of the events.
enum class Detail {
  all,
  listed,  ///< only what Asterisk's lists can tell
};
std::string dump(Model const& model, Detail detail = Detail::all);

/// The other side of both connections, played from a table.
struct FakeAsterisk {
  bool is_there = true;   ///< false: connections are refused
  bool lets_in = true;    ///< false: logins are refused
  bool is_booted = true;  ///< FullyBooted follows the login
  bool answers = true;    ///< false: it has been stopped
  std::string banner = "Asterisk Call Manager/5.0.4\r\n";
  std::map<std::string, std::vector<std::string>> lists;  ///< items by action, or action and argument; without their ActionID
  std::map<std::string, std::string> replies;             ///< whole answers by action, without their ActionID
  std::vector<std::string> heard;                         ///< every action, as it was written

  /// Its lists say what this model holds.
  void mirror(Model const& model);

  /// Takes the items of all lists from a transcript.
  void know(std::vector<std::string> const& transcript);
  [[nodiscard]] std::string answer(flow::AmiLink link, std::string const& action);
  /// How often this action was asked for.
  [[nodiscard]] int times(std::string_view action) const;
};

/// One Exchange with an Asterisk played by the test and a clock that only the test moves.
struct Desk {
  explicit Desk(Settings settings = default_settings());
  static Settings default_settings();

  /// Connects and synchronises; forgets the notices of that.
  void go_live();

  /// Carries out the effects until none is left.
  void pump();
  /// Lets time pass, with a tick whenever the exchange asks for one.
  void advance(Duration duration);
  void rest() { advance(Duration{100'000}); }

  /// What the exchange says over one connection, all of it; the notices gather until they are taken.
  void hear(flow::AmiLink link, std::string_view bytes);
  /// Bytes over the events connection, in pieces of that size.
  void feed(std::string_view bytes, std::size_t chunk = 4096);

  /// Plays a transcript from where it stands up to the first message that begins with such an event, or to its end.
  void play(std::vector<std::string> const& script, std::string_view until = {}, std::string_view with = {});

  Notices take() { return exchange.take_notices(); }
  [[nodiscard]] std::vector<Call> calls(std::string_view device) const { return exchange.model().calls_of(device); }
  [[nodiscard]] int status(std::string_view device) const { return exchange.model().device_status(device); }

  flow::Effects effects;
  FakeAsterisk asterisk;
  Time now{std::chrono::seconds(1'800'000'000)};
  Exchange exchange;
  std::vector<Log> logs;
  std::vector<Time> attempts;  ///< when a connection for events was asked for
  std::size_t played = 0;      ///< messages of the present script
};

/// The statuses told of a device, in order.
std::vector<int> statuses(Notices const& notices, std::string_view device);

/// How many notices of that kind there are.
template <class Kind>
int count(Notices const& notices) {
  int found = 0;
  for (auto const& notice : notices) found += std::holds_alternative<Kind>(notice) ? 1 : 0;
  return found;
}

/// A test that is run with the transcripts of both versions of Asterisk.
struct Replay : ::testing::TestWithParam<char const*> {
  [[nodiscard]] std::vector<std::string> script(std::string_view name) const { return load(GetParam(), name); }
  Desk desk;
};

}  // namespace crosspoint::pbx::testing

#define BOTH_VERSIONS(suite)                                               \
  INSTANTIATE_TEST_SUITE_P(Asterisk, suite, ::testing::Values("", "v22/"), \
                           [](auto const& version) { return std::string(*version.param ? "22" : "16"); })
