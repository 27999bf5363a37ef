// The commands, the lists and what they say are held against docs/messages.yml.
#include "cti/command_fixture.h"
#include "cti/lists.h"
#include "cti/messages_fixture.h"

namespace crosspoint::cti {
namespace {

using wire::Asked;

std::vector<Command const*> const& all_commands() {
  static std::vector<Command const*> const all{
#define COMMAND(name) &name,
#include "cti/commands.list"
#undef COMMAND
  };
  return all;
}

std::string kinds_that(Asked::Reader reader) {
  switch (reader) {
    case Asked::Reader::text: return "text";
    case Asked::Reader::id:
    case Asked::Reader::number:
    case Asked::Reader::text_or_number: return "integer|text";
    case Asked::Reader::flag: return "boolean|integer";
    case Asked::Reader::object: return "object";
    case Asked::Reader::array: return "array";
    case Asked::Reader::presence: break;
  }
  return "";
}

/// What was asked for, as DescribedMessages::fields_read has it. A field is required when it is never asked whether it is there.
std::map<std::string, std::string> summary(std::vector<Asked> const& asked) {
  std::set<std::string> optional;
  std::map<std::string, std::string> kinds;
  for (auto const& [path, reader, required] : asked) {
    if (!required) optional.insert(path);
    auto& kind = kinds[path];
    if (kind.empty()) kind = kinds_that(reader);
  }
  for (auto& [path, kind] : kinds) kind = (optional.contains(path) ? "optional " : "required ") + kind;
  return kinds;
}

struct Messages : CommandFixture {
  DescribedMessages const& described = DescribedMessages::instance();

  /// All that the parser of a command asks for, of the examples and of a message without any field.
  std::vector<Asked> asked_by(Command const& command, boost::json::object const& message) {
    std::vector<Asked> asked;
    Caller const caller{{SessionId{10}, UserId{1}, ""}, rights, scope, now};
    for (auto const& example : message.at("examples").as_array())
      EXPECT_TRUE(parsed(command, wire::Fields(example.as_object(), &asked), caller))
          << command.name << " does not take its example";
    boost::json::object const nothing;
    parsed(command, wire::Fields(nothing, &asked), caller);
    return asked;
  }

  /// Whether it is well formed; it may still name nothing that exists.
  bool parsed(Command const& command, wire::Fields const& fields, Caller const& caller) {
    auto const result = command.invoke(services, caller, fields);
    return result || result.error().code != Errc::bad_request;
  }
};

TEST_F(Messages, OfClientsAreTheCommandsAndTheStepsOfTheLogin) {
  std::set<std::string> known{"starttls", "login_id", "login_pass", "login_capas", "login_token"};
  for (auto const* const command : all_commands()) known.emplace(command->name);
  std::set<std::string> names;
  for (auto const& [name, message] : described.of_clients()) names.emplace(name);
  EXPECT_EQ(names, known);
}

TEST_F(Messages, OfClientsHaveTheFieldsThatTheirCommandsRead) {
  for (auto const* const command : all_commands()) {
    auto const* const message =
        described.of_clients().if_contains(boost::json::string_view(command->name.data(), command->name.size()));
    if (!message) continue;  // the test above
    EXPECT_EQ(summary(asked_by(*command, message->as_object())), described.fields_read(command->name)) << command->name;
  }
}

TEST_F(Messages, KnowTheListsThatThereAre) {
  std::set<std::string> lists, names;
  for (auto const* const list : all_lists()) lists.emplace(list->name);
  for (auto const& name : described.types().at("list_name").at("type").at("values").as_array()) names.emplace(name.as_string());
  EXPECT_EQ(names, lists);
}

TEST_F(Messages, DescribeEachElementOfEachList) {
  for (auto const* const list : all_lists()) {
    auto const ids = list->ids(state, scope);
    EXPECT_FALSE(ids.empty()) << list->name;
    for (auto const& id : ids)
      for (auto const* const function : {"updateconfig", "updatestatus"}) {
        std::string const about(list->name);
        auto const answer = ask(R"({"class":"getlist","commandid":1,"function":")" + std::string(function) + R"(","listname":")" +
                                about + R"(","tid":")" + id + "\"}");
        EXPECT_EQ(described.fault_of_line(answer.substr(0, answer.size() - 1) + R"(,"timenow":1})"), "");
        EXPECT_EQ(answer.find(":{}}"), std::string::npos) << answer;
      }
  }
}

TEST_F(Messages, NoticeWhatIsNotDescribed) {
  EXPECT_EQ(described.fault_of_line(R"({"class":"keepalive","replyid":1,"timenow":1.5})"), "");
  for (auto const* const line :
       {R"({"class":"keepalive","replyid":1})", R"({"class":"keepalive","replyid":1,"timenow":"1"})",
        R"({"class":"keepalive","timenow":1,"more":1})", R"({"class":"frobnicate","timenow":1})",
        R"({"class":"meetme_user","list":[],"replyid":1,"timenow":1})", R"({"class":"meetme_user","list":[{}],"timenow":1})",
        R"({"class":"fax_progress","status":"DONE","pages":null,"timenow":1})",
        R"({"class":"login_pass","capalist":[1,2],"timenow":1})", R"({"class":"getqueuesstats","stats":{"x":{}},"timenow":1})",
        R"({"class":"login_id","sessionid":"short","xivoversion":"2.2","timenow":1})"})
    EXPECT_NE(described.fault_of_line(line), "") << line;
}

}  // namespace
}  // namespace crosspoint::cti
