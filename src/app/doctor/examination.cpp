#include "app/doctor/examination.h"

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>

#include "base/text.h"
#include "wire/ami/action.h"
#include "wire/ami/cutter.h"
#include "wire/ami/md5.h"

namespace crosspoint::app::doctor {
namespace {

using boost::asio::ip::tcp;
using wire::ami::Message;

constexpr std::chrono::seconds patience{5};
constexpr std::chrono::seconds listening{3};  ///< calls are needed for the noisiest events; a few seconds show most of the rest

/// One manager connection that asks and waits. Blocking, for this one command.
class Conversation {
 public:
  explicit Conversation(Config::Exchange const& exchange) : exchange_(exchange) {
    stream_.expires_after(patience);
    stream_.connect(exchange.host, std::to_string(exchange.port));
  }

  [[nodiscard]] bool connected() const { return static_cast<bool>(stream_); }

  /// Sends an action and reads up to its answer. Null when none came in time.
  Message const* ask(wire::ami::Action const& action) {
    auto const id = "d" + std::to_string(++asked_);
    auto const bytes = encode(action, id);
    if (!bytes) return nullptr;
    stream_.expires_after(patience);
    stream_ << *bytes << std::flush;
    while (auto const* const message = read())
      if (message->has("Response") && message->get("ActionID") == id) return message;
    return nullptr;
  }

  /// Reads what comes by itself.
  void listen(std::chrono::seconds duration) {
    stream_.clear();
    stream_.expires_after(duration);
    while (read()) {}
  }

  [[nodiscard]] bool log_in() {
    auto const* const challenge = ask({"Challenge", {{"AuthType", "MD5"}}});
    if (!challenge) return false;
    auto const key = wire::ami::md5_hex(std::string(challenge->get("Challenge")) + exchange_.secret);
    auto const* const answer = ask({"Login", {{"AuthType", "MD5"}, {"Username", exchange_.username}, {"Key", key}}});
    return answer && equal_ignoring_case(answer->get("Response"), "Success");
  }

  std::set<std::string> events;
  bool heard_itself = false;

 private:
  Message const* read() {
    while (true) {
      if (auto const* const message = cutter_.next()) {
        note(*message);
        return message;
      }
      char byte = 0;
      if (cutter_.overflown() || !stream_.get(byte)) return nullptr;
      std::string chunk(1, byte);
      auto const waiting = stream_.rdbuf()->in_avail();
      chunk.resize(1 + static_cast<std::size_t>(std::max<std::streamsize>(waiting, 0)));
      stream_.read(chunk.data() + 1, waiting);
      cutter_.feed(chunk);
    }
  }

  void note(Message const& message) {
    auto const event = message.get("Event");
    if (event.empty()) return;
    events.emplace(event);
    heard_itself = heard_itself || message.get("UserEvent") == "CrosspointDoctor";
  }

  Config::Exchange const& exchange_;
  tcp::iostream stream_;
  wire::ami::Cutter cutter_;
  int asked_ = 0;
};

/// The lines of one section of manager.conf, as GetConfig gives them: "Line-000001-000002: read=call,agent".
std::map<std::string, std::string> section(Message const* answer) {
  std::map<std::string, std::string> out;
  if (!answer || !equal_ignoring_case(answer->get("Response"), "Success")) return out;
  for (auto const& [name, value] : answer->headers()) {
    auto const equals = value.find('=');
    if (!name.starts_with("Line-") || equals == std::string_view::npos) continue;
    auto const key = value.substr(0, equals);
    if (key != "secret") out.emplace(key, value.substr(equals + 1));
  }
  return out;
}

}  // namespace

Result<Facts> examine(Config::Exchange const& exchange) {
  auto const place = exchange.host + ":" + std::to_string(exchange.port);
  Conversation talk(exchange);
  if (!talk.connected())
    return fail(Errc::unavailable,
                "nothing answers on " + place + ": is Asterisk running, and does manager.conf have enabled = yes?");
  if (!talk.log_in())
    return fail(Errc::unavailable,
                "the login of " + exchange.username + " on " + place +
                    " is refused: compare exchange.username and exchange.secret with manager.conf, and its permit line");
  Facts facts{.account = exchange.username};
  if (auto const* const commands = talk.ask({"ListCommands", {}}))
    for (auto const& [name, value] : commands->headers())
      if (name != "Response" && name != "ActionID") facts.commands.emplace(name);
  auto const ask_section = [&](std::string const& name) {
    return section(talk.ask({"GetConfig", {{"Filename", "manager.conf"}, {"Category", name}}}));
  };
  if (facts.commands.contains("GetConfig")) {
    facts.general = ask_section("general");
    facts.section = ask_section(exchange.username);
    facts.may_read_files = !facts.section.empty();
  }
  auto const value_of = [&](std::string const& expression) {
    auto const* const answer = talk.ask({"Getvar", {{"Variable", expression}}});
    return answer ? std::string(answer->get("Value")) : std::string{};
  };
  facts.asks_us = value_of("DIALPLAN_EXISTS(crosspoint-user,1001,1)") == "1";
  facts.has_places = value_of("DIALPLAN_EXISTS(crosspoint-hold,s,1)") == "1";
  facts.agi_url = value_of("XP_AGI");
  talk.ask({"UserEvent", {{"UserEvent", "CrosspointDoctor"}}});
  talk.listen(listening);
  facts.events = talk.events;
  facts.heard_itself = talk.heard_itself;
  return facts;
}

}  // namespace crosspoint::app::doctor
