// Text from outside, wherever it can come in, and every byte that leaves for Asterisk because of it.
#include "core/hostile_text.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <filesystem>
#include <functional>
#include <set>

#include "core/house_fixture.h"
#include "directory/faults.h"
#include "wire/agi/command.h"

namespace crosspoint::core {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

fs::path const root = CROSSPOINT_SOURCE_DIR;

/// Alice may do all; the exchange has every extension that is asked for.
void open(House& house, directory::Directory office = House::office()) {
  for (auto const& [name, right] : directory::right_names) office.profiles[ProfileId{3}].rights.push_back(right);
  for (auto& [id, queue] : office.queues) queue.number = std::to_string(3000 + id.value);
  house.give(flow::Configured{std::move(office)});
  house.exchange_says["Getvar Variable=DIALPLAN_EXISTS"] = "Response: Success\r\nValue: 1\r\n";
  house.pass(std::chrono::seconds(1));
  house.log_in(alice, "1001", with_calls);
  house.say(alice, R"({"class":"subscribe","message":"my_calls"})");
}

std::vector<std::string> messages_of(std::string const& recording) {
  auto const stream = House::read_file(root / "tests/transcripts" / (recording + ".ami"));
  std::vector<std::string> messages;
  for (std::size_t at = 0; at < stream.size();) {
    auto const end = std::min(stream.find("\r\n\r\n", at), stream.size() - 4) + 4;
    messages.push_back(stream.substr(at, end - at));
    at = end;
  }
  return messages;
}

void hear(House& house, std::string const& message) {
  house.give(flow::AmiBytes{flow::AmiLink::events, message});
  house.pass(std::chrono::milliseconds(1));
}

/// The requests that the sources of the commands give as examples: "class" of each, and what else is in it.
std::vector<boost::json::object> requests() {
  constexpr std::string_view mark = "//   -> {";
  std::vector<boost::json::object> all;
  for (auto const& entry : fs::directory_iterator(root / "src/cti/commands")) {
    std::istringstream source(House::read_file(entry.path()));
    for (std::string line; std::getline(source, line);)
      if (line.starts_with(mark))
        all.push_back(boost::json::parse(line.substr(mark.size() - 1, line.rfind('}') + 2 - mark.size())).as_object());
  }
  return all;
}

/// Calls `work` with each text in the value, which may be changed there and is put back afterwards.
void for_each_text(boost::json::value& value, std::function<void(boost::json::string&)> const& work) {
  if (auto* const text = value.if_string()) work(*text);
  if (auto* const object = value.if_object())
    for (auto& field : *object) for_each_text(field.value(), work);
  if (auto* const array = value.if_array())
    for (auto& item : *array) for_each_text(item, work);
}

/// A hostile text as it can stand in JSON: a client's line is UTF-8, or it is mended (json/reader_test).
std::string as_json_text(std::string_view hostile) { return valid_utf8(hostile); }

TEST(HostileText, T015_OfAClientInEveryFieldOfEveryRequest) {
  auto const all = requests();
  std::set<std::string> classes;
  for (auto const& request : all) classes.emplace(request.at("class").as_string());
  ASSERT_GT(classes.size(), 35U) << "the examples in src/cti/commands are not found any more";
  auto const call = messages_of("queue-two-callers");
  for (auto const& example : all) {
    boost::json::value request = example;
    for_each_text(request, [&](boost::json::string& text) {
      House house;
      open(house);
      for (std::size_t i = 0; i < call.size() / 2; ++i) hear(house, call[i]);
      auto const before = std::string(text);
      for (auto const hostile : hostile_texts)
        for (auto const& beginning : {std::string{}, before, before.substr(0, before.find('/') + 1)}) {
          text = beginning + as_json_text(hostile);
          house.say(alice, boost::json::serialize(request));
        }
      text = before;
      house.say(alice, R"({"class":"ipbxcommand","command":"dial","destination":"1002"})");
      EXPECT_THAT(faults_in_ami(house.sent), IsEmpty()) << boost::json::serialize(request);
    });
  }
}

/// What a user may do with calls, whatever the calls look like.
void use_calls(House& house, std::vector<std::string> const& waiting) {
  for (auto const& uniqueid : waiting) house.say(alice, R"({"class":"answer","unique_id":")" + uniqueid + "\"}");
  for (auto const& uniqueid : waiting)
    for (auto const* const request : {"answer_own", "decline", "hold", "resume", "hangup"})
      house.say(alice, R"({"class":")" + std::string(request) + R"(","call":")" + uniqueid + "\"}");
  for (auto const* const request :
       {R"({"class":"attended_transfer","number":"1003"})", R"({"class":"complete_transfer"})", R"({"class":"cancel_transfer"})",
        R"({"class":"hold_switchboard","queue_name":"__switchboard_hold"})", R"({"class":"hold"})", R"({"class":"resume"})",
        R"({"class":"ipbxcommand","command":"meetme","function":"MeetmeMute","functionargs":["8000","1"]})",
        R"({"class":"ipbxcommand","command":"agentlogin","agentids":"xivo/1","agentphonenumber":"1001"})",
        R"({"class":"ipbxcommand","command":"queuepause","member":"agent:xivo/1","queue":"queue:xivo/all"})",
        R"({"class":"ipbxcommand","command":"listen","subcommand":"start","destination":"xivo/1"})",
        R"({"class":"direct_transfer","number":"1003"})", R"({"class":"hangup"})"})
    house.say(alice, request);
}

std::set<std::string> headers_in(std::vector<std::string> const& messages) {
  std::set<std::string> headers;
  for (auto const& message : messages)
    for (std::size_t at = 0; at + 2 < message.size(); at = message.find("\r\n", at) + 2)
      headers.insert(message.substr(at, message.find(':', at) - at));
  headers.erase("Event");
  return headers;
}

std::string with_header(std::string message, std::string const& header, std::string_view value) {
  auto const at = message.find("\r\n" + header + ": ");
  if (at == std::string::npos) return message;
  auto const start = at + header.size() + 4;
  return message.replace(start, message.find("\r\n", start) - start, value);
}

std::vector<std::string> values_of(std::vector<std::string> const& messages, std::string const& header) {
  std::set<std::string> values;
  for (auto const& message : messages)
    if (auto const at = message.find("\r\n" + header + ": "); at != std::string::npos) {
      auto const start = at + header.size() + 4;
      values.insert(message.substr(start, message.find("\r\n", start) - start));
    }
  return {values.begin(), values.end()};
}

class HostileExchange : public testing::TestWithParam<char const*> {};

TEST_P(HostileExchange, T015_InEveryHeaderThatAmiBrings) {
  auto const messages = messages_of(GetParam());
  ASSERT_FALSE(messages.empty());
  auto const waiting = values_of(messages, "Uniqueid");
  std::size_t place = 0;
  for (auto const& header : headers_in(messages)) {
    // Each header meets two of them, and all of them meet some header of every kind.
    for (int i = 0; i < 2; ++i) {
      auto text = std::string(hostile_texts[++place % hostile_texts.size()]);
      text = text.substr(0, text.find("\r\n"));
      House house;
      open(house);
      for (std::size_t at = 0; at < messages.size(); ++at) {
        hear(house, with_header(messages[at], header, text));
        if (at % 12 == 11) use_calls(house, waiting);
      }
      EXPECT_THAT(faults_in_ami(house.sent), IsEmpty()) << header << ": " << text;
      for (auto const& told : house.lines) EXPECT_TRUE(is_valid_utf8(told)) << header;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Recordings, HostileExchange,
                         testing::Values("queue-two-callers", "v22/switchboard-answer", "confbridge", "hold-server-side",
                                         "v22/parking"),
                         [](auto const& recording) {
                           std::string name = recording.param;
                           std::ranges::replace_if(
                               name, [](char c) { return c == '-' || c == '/'; }, '_');
                           return name;
                         });

TEST(HostileText, T015_OfACallerWhomAnOperatorTakesWithAllOfThem) {
  for (auto const hostile : hostile_texts) {
    if (hostile.find("\r\n") != std::string_view::npos) continue;  // Asterisk sends none
    House house;
    open(house);
    auto const messages = messages_of("queue-two-callers");
    for (auto const& message : messages) {
      auto changed = message;
      for (auto const* const header : {"CallerIDNum", "CallerIDName", "ConnectedLineNum", "ConnectedLineName"})
        changed = with_header(changed, header, hostile);
      hear(house, changed);
      if (message.starts_with("Event: QueueCallerJoin")) use_calls(house, values_of({message}, "Uniqueid"));
    }
    EXPECT_THAT(house.actions, testing::Contains("Originate"));
    EXPECT_THAT(faults_in_ami(house.sent), IsEmpty()) << hostile;
  }
}

TEST(HostileText, T015_OfAnImportIsRefusedOrHarmless) {
  using directory::Directory;
  // Each place where an import puts a text.
  std::vector<std::function<std::string&(Directory&)>> const places{
      [](Directory & d) -> auto& {return d.users[UserId{1}].firstname;
}
, [](Directory& d) -> auto& { return d.users[UserId{1}].lastname; }
, [](Directory& d) -> auto& { return d.users[UserId{1}].mobile; }
, [](Directory& d) -> auto& { return d.users[UserId{1}].services.no_answer.destination; }
, [](Directory& d) -> auto& { return d.lines[LineId{1}].technology; }
, [](Directory& d) -> auto& { return d.lines[LineId{1}].name; }
, [](Directory& d) -> auto& { return d.lines[LineId{1}].number; }
, [](Directory& d) -> auto& { return d.lines[LineId{1}].context; }
, [](Directory& d) -> auto& { return d.lines[LineId{1}].auto_answer; }
, [](Directory& d) -> auto& { return d.agents[AgentId{1}].number; }
, [](Directory& d) -> auto& { return d.agents[AgentId{1}].firstname; }
, [](Directory& d) -> auto& { return d.agents[AgentId{1}].context; }
, [](Directory& d) -> auto& { return d.queues[QueueId{1}].name; }
, [](Directory& d) -> auto& { return d.queues[QueueId{1}].display_name; }
, [](Directory& d) -> auto& { return d.queues[QueueId{1}].number; }
, [](Directory& d) -> auto& { return d.queues[QueueId{1}].context; }
, [](Directory& d) -> auto& { return d.voicemails[VoicemailId{1}].mailbox; }
, [](Directory& d) -> auto& { return d.voicemails[VoicemailId{1}].context; }
, [](Directory& d) -> auto& { return d.rooms[RoomId{1}].name; }
, [](Directory& d) -> auto& { return d.rooms[RoomId{1}].number; }
, [](Directory& d) -> auto& { return d.rooms[RoomId{1}].context; }
,
};  // namespace
auto const messages = messages_of("queue-two-callers");
auto const usual_faults = directory::faults_of(House::office()).size();
int refused = 0, taken = 0;
for (auto const& place : places)
  for (auto const hostile : hostile_texts)
    for (auto const* const beginning : {"", "Alert-Info: "}) {
      auto office = House::office();
      place(office) = beginning + valid_utf8(hostile);  // an import of anything else is refused (config_test)
      if (directory::faults_of(office).size() > usual_faults) {
        ++refused;
        continue;
      }
      ++taken;
      House house;
      open(house, office);
      for (auto const& message : messages) {
        hear(house, message);
        if (message.starts_with("Event: QueueCallerJoin")) use_calls(house, values_of({message}, "Uniqueid"));
      }
      EXPECT_THAT(faults_in_ami(house.sent), IsEmpty());
    }
EXPECT_GT(refused, 150);
EXPECT_GT(taken, 100);
}  // namespace crosspoint::core

TEST(HostileText, T173_OfACallInEveryFieldOfEveryQuestionOfTheDialplan) {
  using wire::agi::Request;
  House house;
  open(house);
  Request const usual{.script = "user",
                      .arguments = {"1002", "default"},
                      .channel = "PJSIP/1001-00000001",
                      .uniqueid = "1.1",
                      .caller_name = "",
                      .caller_number = "1003",
                      .context = "default",
                      .extension = "1002"};
  auto const ask = [&](Request const& request) { house.give(flow::AgiAsked{AgiId{1}, request}); };
  for (auto const hostile : hostile_texts) {
    auto const text = valid_utf8(hostile);
    house.give(flow::SourceLoaded{"outside", {{.id = "1", .fields = {{"name", text}, {"number", "0612345678"}}}}});
    for (auto const* const script : {"user", "did", "service", "funckey", "agent", "agentcode"}) {
      auto base = usual;
      base.script = script;
      if (base.script == "service") base.arguments = {"fwdunc", "1003"};
      for (auto field : {&Request::script, &Request::channel, &Request::uniqueid, &Request::caller_name, &Request::caller_number,
                         &Request::context, &Request::extension, &Request::redirecting_number, &Request::type_of_number}) {
        auto request = base;
        request.*field = text;
        ask(request);
      }
      for (auto& argument : base.arguments) {
        auto const before = std::exchange(argument, text);
        ask(base);
        argument = before;
      }
    }
    auto known = usual;
    known.caller_number = "0612345678";
    ask(known);
  }
  ASSERT_FALSE(house.set_by_agi.empty());
  for (auto const& [name, value] : house.set_by_agi)
    EXPECT_THAT(faults_in_agi(name, value, wire::agi::set_variable({name, value})), IsEmpty());
  EXPECT_THAT(faults_in_ami(house.sent), IsEmpty());
}

}  // namespace
}  // namespace crosspoint::core
