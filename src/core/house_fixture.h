// One piece because it is header-only on purpose: the tests of this room and the fuzzer of the whole server share it.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.h"

namespace crosspoint::core {

inline constexpr SessionId alice{10};                              ///< a client of the first user, once it has logged in
inline constexpr auto* with_calls = R"(,"extensions":["calls"])";  ///< at a login

/// A whole server without sockets and clock: the test plays the exchange, the clients and the time, and keeps every line that a
/// client would read. The exchange answers its lists with nothing in them, the store takes every
/// change and knows no calls.
class House {
 public:
  explicit House(Settings settings = quiet()) : core_(settings) { give(flow::Configured{office()}); }

  /// No background comparison within the time of a test.
  static Settings quiet() {
    Settings settings;
    settings.exchange.username = "crosspoint";
    settings.exchange.secret = "of the test";
    settings.exchange.compare_every = std::chrono::hours(1);
    return settings;
  }

  /// Users 1 to 6 with lines 1001 to 1006, as the exchange of the transcripts has them, voicemails, queues and an agent.
  static directory::Directory office() {
    directory::Directory all;
    all.xivo_uuid = "5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10";
    for (std::int64_t i = 1; i <= 6; ++i) {
      auto const number = std::to_string(1000 + i);
      all.users[UserId{i}] = {.id = UserId{i},
                              .uuid = "user-" + number,
                              .login = number,
                              .firstname = number,
                              .profile = ProfileId{3},
                              .lines = {LineId{i}}};
      all.lines[LineId{i}] = {.id = LineId{i}, .user = UserId{i}, .name = number, .number = number};
      all.voicemails[VoicemailId{i}] = {.id = VoicemailId{i}, .mailbox = number};
    }
    all.profiles[ProfileId{3}] = {.id = ProfileId{3},
                                  .name = "Client",
                                  .presences = "office",
                                  .rights = {directory::Right::own_settings, directory::Right::dial, directory::Right::hang_up}};
    all.presence_groups["office"] = {.name = "office",
                                     .presences = {{.name = "available"}, {.name = "away"}, {.name = "disconnected"}}};
    all.agents[AgentId{1}] = {.id = AgentId{1}, .number = "7"};
    std::int64_t queue = 0;
    for (auto const* const name : {"support", "sales", "strict", "static", "__switchboard", "__switchboard_hold"}) {
      ++queue;
      all.queues[QueueId{queue}] = {.id = QueueId{queue}, .name = name, .display_name = name, .agents = {AgentId{1}}};
    }
    all.rooms[RoomId{1}] = {.id = RoomId{1}, .name = "conference", .number = "8000"};
    return all;
  }

  /// Hands one input in and everything that follows from the exchange's answers to it.
  void give(flow::Input input) {
    for (auto& effect : core_.step(std::move(input), now)) keep(std::move(effect));
    while (!unanswered_.empty()) {
      auto const waiting = std::exchange(unanswered_, {});
      for (auto const& each : waiting) answer(each);
    }
  }

  /// Answers what was to be answered late.
  void catch_up() {
    answered_late.clear();
    give(std::exchange(late_, {}));
  }

  /// The same, with that in place of what it would say.
  void answer_late_with(std::string const& outcome) {
    late_.bytes = outcome + late_.bytes.substr(late_.bytes.find("ActionID"));
    catch_up();
  }

  /// Lets time pass; whatever is due gets its turn.
  void pass(Duration duration) {
    auto const end = now + duration;
    while (core_.deadline() <= end) {
      now = std::max(now, core_.deadline());
      give(flow::Tick{});
    }
    now = end;
  }

  void say(SessionId client, std::string line) { give(flow::ClientLine{client, std::move(line)}); }

  /// Opens a session and completes its login; what was sent for that is forgotten. `more`: further members of the last step.
  void log_in(SessionId client, std::string const& login, std::string const& more = {}) {
    give(flow::ClientOpened{client, "127.0.0.1", flow::Face::plain});
    say(client, R"({"class":"login_id","userlogin":")" + login + R"(","xivoversion":"2.2"})");
    say(client, R"({"class":"login_pass","password":"right"})");
    say(client, R"({"class":"login_capas","capaid":3,"state":"available")" + more + "}");
    lines.clear();
  }

  /// The users of office(): clients 101 to 106.
  void log_in_everybody() {
    for (std::int64_t user = 1; user <= 6; ++user) log_in(SessionId{100 + user}, std::to_string(1000 + user));
  }

  /// Feeds bytes of the exchange as they were recorded, message by message, a millisecond each, and lets things settle.
  void replay(std::string_view stream) {
    while (!stream.empty()) {
      auto const end = std::min(stream.size(),
                                stream.find("\r\n\r\n") == std::string_view::npos ? stream.size() : stream.find("\r\n\r\n") + 4);
      give(flow::AmiBytes{flow::AmiLink::events, std::string(stream.substr(0, end))});
      stream.remove_prefix(end);
      pass(std::chrono::milliseconds(1));
    }
    pass(std::chrono::milliseconds(200));
  }

  static std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  Core& core() { return core_; }

  std::vector<std::string> lines;                    ///< "10 {...}" to one client, "all {...}" to those who watch
  std::vector<std::string> actions;                  ///< what the exchange was asked, by name
  std::string sent;                                  ///< all bytes that went to the exchange
  wire::agi::Variables set_by_agi;                   ///< what the dialplan was answered
  std::vector<std::string> asked;                    ///< the same in full, "Hangup Channel=PJSIP/1001-00000001 Cause=16"
  std::map<std::string, std::string> exchange_says;  ///< by the beginning of what is asked, in place of "Response: Success\r\n"
  std::vector<std::string> logs;
  std::vector<flow::Change> changes;       ///< what the store was given
  std::vector<std::string> lamps;          ///< what the exchange was told of Custom devices: "*7351***225 INUSE"
  std::vector<std::string> visited;        ///< "answer 7 text", "tell 7 text", "dismiss 7" to visitors of the side doors
  std::vector<std::string> queue_members;  ///< what the list of queues holds, each without its Event and ActionID
  std::string queue_item = "QueueMember";  ///< what these are
  std::string queue_config;                ///< lines of every queue's configuration: "wrapuptime=3"
  std::string started = "16:34:02";        ///< when the exchange was started
  std::vector<Token> faxes, discarded;     ///< documents to be converted, and those not needed any more
  std::string originated;                  ///< the last Originate, whole
  std::string answered_late;               ///< name of an action that is answered by catch_up()
  bool exchange_is_there = true;
  bool answers_setvar = true;
  bool store_answers = true, passwords_are_checked = true;
  Token last_store, last_check;
  Time now{std::chrono::seconds{1'795'452'000}};

 private:
  static std::string topic_name(flow::Topic topic) {
    using Kind = flow::Topic::Kind;
    static constexpr std::array names{"all",     "context", "own",   "user",        "endpoint",  "agent",   "calls",
                                      "entries", "figures", "rooms", "memberships", "own_calls", "history", "exchange"};
    std::string const name = names[static_cast<std::size_t>(topic.kind)];
    return topic.kind == Kind::all ? name : name + ":" + std::to_string(topic.id);
  }

  void keep(flow::Effect effect) {
    if (auto const* const reply = std::get_if<flow::Reply>(&effect))
      lines.push_back(std::to_string(reply->session.value) + " " + reply->line);
    if (auto const* const tell = std::get_if<flow::Tell>(&effect)) lines.push_back(topic_name(tell->topic) + " " + tell->line);
    if (auto const* const close = std::get_if<flow::Close>(&effect))
      lines.push_back(std::to_string(close->session.value) + " closed\n");
    if (auto const* const log = std::get_if<Log>(&effect)) logs.push_back(log->text);
    if (auto const* const send = std::get_if<flow::AmiSend>(&effect)) sent += send->bytes;
    if (auto const* const answer = std::get_if<flow::AgiAnswer>(&effect))
      set_by_agi.insert(set_by_agi.end(), answer->variables.begin(), answer->variables.end());
    if (auto const* const order = std::get_if<flow::ConvertFax>(&effect)) faxes.push_back(order->token);
    if (auto const* const order = std::get_if<flow::DiscardFax>(&effect)) discarded.push_back(order->token);
    if (auto const* const check = std::get_if<flow::CheckPassword>(&effect)) {
      last_check = check->token;
      if (passwords_are_checked) unanswered_.push_back(*check);
    }
    if (auto const* const answer = std::get_if<flow::AnswerVisitor>(&effect))
      visited.push_back("answer " + std::to_string(answer->visitor.value) + " " + answer->text);
    if (auto const* const tell = std::get_if<flow::TellVisitor>(&effect))
      visited.push_back("tell " + std::to_string(tell->visitor.value) + " " + tell->text);
    if (auto const* const dismiss = std::get_if<flow::DismissVisitor>(&effect))
      visited.push_back("dismiss " + std::to_string(dismiss->visitor.value));
    if (auto const* const store = std::get_if<flow::Store>(&effect)) {
      last_store = store->token;
      if (store_answers) unanswered_.push_back(*store);
    }
    if (auto const* const wish = std::get_if<flow::GiveSignIn>(&effect)) unanswered_.push_back(*wish);
    if (auto const* const question = std::get_if<flow::ReadCalls>(&effect)) unanswered_.push_back(*question);
    if (std::holds_alternative<flow::AmiConnect>(effect) || std::holds_alternative<flow::AmiSend>(effect))
      unanswered_.push_back(std::move(effect));
  }

  void answer(flow::Effect const& effect) {
    if (auto const* const connect = std::get_if<flow::AmiConnect>(&effect)) {
      if (!exchange_is_there) return give(flow::AmiClosed{connect->link, "refused"});
      give(flow::AmiConnected{connect->link});
      give(flow::AmiBytes{connect->link, "Asterisk Call Manager/5.0.4\r\n"});
    } else if (auto const* const check = std::get_if<flow::CheckPassword>(&effect)) {
      using Verdict = flow::PasswordChecked::Verdict;
      give(flow::PasswordChecked{check->token, check->password == "right" ? Verdict::right : Verdict::wrong});
    } else if (auto const* const store = std::get_if<flow::Store>(&effect)) {
      changes.push_back(store->change);
      give(flow::Stored{store->token, true});
    } else if (auto const* const wish = std::get_if<flow::GiveSignIn>(&effect)) {
      give(flow::SignInAnswered{.token = wish->token, .user = wish->user, .login = "login", .text = "token"});
    } else if (auto const* const question = std::get_if<flow::ReadCalls>(&effect)) {
      give(flow::CallsRead{question->token, {}});
    } else {
      auto const& send = std::get<flow::AmiSend>(effect);
      give(flow::AmiBytes{send.link, answers(send)});
    }
  }

  static std::string header(std::string_view action, std::string_view name) {
    auto const at = action.find(std::string("\r\n") + std::string(name) + ": ");
    auto const start = action.find(": ", at) + 2;
    return at == std::string_view::npos ? "" : std::string(action.substr(start, action.find("\r\n", start) - start));
  }

  /// What the answer to that action says beyond its success.
  [[nodiscard]] std::string details(std::string const& name) const {
    if (name == "Challenge") return "Challenge: 4711\r\n";
    if (name == "CoreStatus") return "CoreStartupDate: 2026-11-23\r\nCoreStartupTime: " + started + "\r\n";
    if (name == "QueueStatus" && !queue_members.empty()) return "EventList: start\r\n";
    if (name == "GetConfig" && !queue_config.empty()) return "Line-000000-000000: " + queue_config + "\r\n";
    return {};
  }

  /// The first line of the answer.
  [[nodiscard]] std::string outcome_of(std::string const& action) const {
    for (auto const& [beginning, outcome] : exchange_says)
      if (action.starts_with(beginning)) return outcome;
    return "Response: Success\r\n";
  }

  /// "\r\nAction: Hangup\r\nActionID: x7\r\nCause: 16\r\n\r\n" gives "Hangup Cause=16".
  static std::string in_one_line(std::string_view action) {
    std::string out;
    for (auto at = std::size_t{2}; at < action.size() && action[at] != '\r';) {
      auto const end = action.find("\r\n", at);
      auto const line = action.substr(at, end - at);
      auto const name = line.substr(0, line.find(": ")), value = line.substr(line.find(": ") + 2);
      if (name == "Action") out = value;
      else if (name != "ActionID") out.append(" ").append(name).append("=").append(value);
      at = end + 2;
    }
    return out;
  }

  /// What an exchange in which nothing goes on would say.
  std::string answers(flow::AmiSend const& send) {
    static std::map<std::string, std::string, std::less<>> const ends{{"CoreShowChannels", "CoreShowChannelsComplete"},
                                                                      {"BridgeList", "BridgeListComplete"},
                                                                      {"ExtensionStateList", "ExtensionStateListComplete"},
                                                                      {"DeviceStateList", "DeviceStateListComplete"},
                                                                      {"PJSIPShowContacts", "ContactListComplete"},
                                                                      {"QueueStatus", "QueueStatusComplete"},
                                                                      {"QueueSummary", "QueueSummaryComplete"},
                                                                      {"VoicemailUsersList", "VoicemailUserEntryComplete"},
                                                                      {"ConfbridgeListRooms", "ConfbridgeListRoomsComplete"},
                                                                      {"ParkedCalls", "ParkedCallsComplete"}};
    std::string out;
    std::string_view bytes = send.bytes;
    while (!bytes.empty()) {
      auto const end = bytes.find("\r\n\r\n") + 4;
      auto const action = "\r\n" + std::string(bytes.substr(0, end));
      bytes.remove_prefix(end);
      auto const name = header(action, "Action");
      auto const id = "ActionID: " + header(action, "ActionID") + "\r\n";
      actions.push_back(name);
      asked.push_back(in_one_line(action));
      if (name == "Originate") originated = action;
      auto const device = header(action, "Variable");  // DEVICE_STATE(Custom:...)
      if (name == "Setvar" && device.starts_with("DEVICE_STATE")) {
        lamps.push_back(device.substr(20, device.size() - 21) + " " + header(action, "Value"));
        if (!answers_setvar) continue;
      }
      auto const outcome = outcome_of(asked.back());
      if (name == answered_late) {
        late_ = {send.link, outcome + id + "\r\n"};
        continue;
      }
      out += outcome + id + (outcome.starts_with("Response: Error") ? "" : details(name)) + "\r\n";
      if (name == "QueueStatus")
        for (auto const& member : queue_members) out += "Event: " + queue_item + "\r\n" + id + member + "\r\n";
      if (name == "Login" && send.link == flow::AmiLink::events)
        out += "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n";
      if (auto const found = ends.find(name); found != ends.end())
        out += "Event: " + found->second + "\r\n" + id +
               "EventList: Complete\r\nListItems: " + std::to_string(name == "QueueStatus" ? queue_members.size() : 0) +
               "\r\n\r\n";
    }
    return out;
  }

  Core core_;
  std::vector<flow::Effect> unanswered_;
  flow::AmiBytes late_{};
};

}  // namespace crosspoint::core
