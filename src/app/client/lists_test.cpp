#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/client/book.h"
#include "app/client/describe.h"
#include "app/client/task.h"
#include "app/client/words.h"

namespace crosspoint::app::client {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A small server: answers what it is asked from its lists.
struct Lists {
  std::map<std::string, std::map<std::string, std::pair<std::string, std::string>>> elements{
      {"users",
       {{"1",
         {R"({"fullname":"Alice Martin","linelist":["4"],"enablednd":0})", R"({"availstate":"available","connection":"yes"})"}},
        {"2", {R"({"fullname":"Bob Stone","linelist":["5"],"enablednd":1})", R"({"availstate":"away","connection":null})"}}}},
      {"phones",
       {{"4", {R"({"number":"1001","identity":"SIP/1001","iduserfeatures":1})", R"({"hintstatus":"0"})"}},
        {"5", {R"({"number":"1002","identity":"SIP/1002","iduserfeatures":2})", R"({"hintstatus":"8"})"}}}},
      {"agents",
       {{"1",
         {R"({"number":"2001","firstname":"Dave","lastname":"Okafor"})",
          R"({"availability":"logged_out","queues":["1"],"phonenumber":null})"}}}},
      {"queues", {{"1", {R"({"name":"blue","displayname":"Blue","number":"3001","context":"default"})", "{}"}}}},
      {"voicemails", {{"1", {R"({"mailbox":"1001","context":"default"})", R"({"new":0})"}}}},
      {"queuemembers",
       {{"Agent/2001,blue",
         {R"({"queue_name":"blue","interface":"Agent/2001","status":"1","paused":"0","penalty":"0","callstaken":"3",
                              "lastcall":""})",
          "{}"}}}},
      {"meetmes", {}},
  };

  static std::string message(std::string const& function, std::string const& list, std::string const& id,
                             std::string const& rest) {
    return R"({"class":"getlist","function":")" + function + R"(","listname":")" + list + R"(","tid":")" + id + "\"," + rest +
           "}";
  }

  std::string answer(std::string const& line) {
    auto const asked = parse_message(line);
    auto const function = text_of(asked->fields, "function");
    auto const list = text_of(asked->fields, "listname");
    auto const id = text_of(asked->fields, "tid");
    if (function == "updateconfig") return message(function, list, id, "\"config\":" + elements[list][id].first);
    if (function == "updatestatus") return message(function, list, id, "\"status\":" + elements[list][id].second);
    std::string ids;
    for (auto const& [each, element] : elements[list]) ids += (ids.empty() ? "\"" : ",\"") + each + "\"";
    return message(function, list, "", "\"list\":[" + ids + "]");
  }

  /// Answers everything in `requests` and all that follows from the answers; `hear` returns further requests.
  void serve(std::string requests, std::function<std::string(std::string const&)> const& hear) {
    while (!requests.empty()) {
      auto const end = requests.find('\n') + 1;
      auto const line = requests.substr(0, end - 1);
      requests.erase(0, end);
      requests += hear(answer(line));
    }
  }
};

struct BookOfAll : testing::Test {
  Lists server;
  Book book{{"users", "phones", "agents", "queues", "voicemails", "queuemembers", "meetmes"}};

  void load() {
    server.serve(book.begin(), [&](std::string const& line) { return book.take(*parse_message(line)).send; });
    ASSERT_TRUE(book.complete());
  }

  std::vector<std::string> hear(std::string const& line) {
    std::vector<std::string> said;
    for (auto const& change : book.take(*parse_message(line)).changes)
      for (auto& text : describe(book, change)) said.push_back(std::move(text));
    return said;
  }
  std::vector<std::string> status(std::string const& list, std::string const& id, std::string const& status) {
    return hear(Lists::message("updatestatus", list, id, "\"status\":" + status));
  }
  std::vector<std::string> config(std::string const& list, std::string const& id, std::string const& config) {
    return hear(Lists::message("updateconfig", list, id, "\"config\":" + config));
  }
};

TEST_F(BookOfAll, LoadsEveryListAndKnowsNames) {
  load();
  EXPECT_THAT(book.all("users"), SizeIs(2));
  EXPECT_EQ(book.user("2"), "Bob Stone");
  EXPECT_EQ(book.user("9"), "user 9");
  EXPECT_EQ(book.phone("5"), "Bob Stone (1002)");
  EXPECT_EQ(book.agent("1"), "agent 2001 Dave Okafor");
  EXPECT_EQ(book.queue("blue"), "Blue");
  EXPECT_EQ(book.member("Agent/2001"), "agent 2001 Dave Okafor");
  EXPECT_EQ(book.member("SIP/1002"), "Bob Stone (1002)");
  EXPECT_EQ(book.member("Local/7"), "Local/7");
}

TEST_F(BookOfAll, AsksOnlySoMuchAtOnce) {
  for (int id = 3; id < 1000; ++id)
    server.elements["users"][std::to_string(id)] = {R"({"fullname":"x"})", R"({"availstate":"away"})"};
  std::size_t waiting = 0, most = 0;
  auto const count = [](std::string const& lines) { return static_cast<std::size_t>(std::ranges::count(lines, '\n')); };
  auto const first = book.begin();
  waiting = count(first);
  server.serve(first, [&](std::string const& line) {
    auto send = book.take(*parse_message(line)).send;
    waiting = waiting + count(send) - 1;
    most = std::max(most, waiting);
    return send;
  });
  EXPECT_TRUE(book.complete());
  EXPECT_THAT(book.all("users"), SizeIs(999));
  EXPECT_LE(most, 128U);
}

TEST_F(BookOfAll, TellsWhatItIsWaitingFor) {
  book.begin();
  EXPECT_FALSE(book.complete());
  EXPECT_EQ(book.waiting_for(), "agents");
}

TEST_F(BookOfAll, TellsChangesWithNames) {
  load();
  EXPECT_THAT(status("users", "2", R"({"availstate":"available"})"), ElementsAre("Bob Stone: available"));
  EXPECT_THAT(status("phones", "5", R"({"hintstatus":"1"})"), ElementsAre("Bob Stone (1002): in use"));
  EXPECT_THAT(status("agents", "1", R"({"availability":"available"})"), ElementsAre("agent 2001 Dave Okafor: available"));
  EXPECT_THAT(status("voicemails", "1", R"({"new":"1"})"), ElementsAre("mailbox 1001: 1 new message"));
  EXPECT_THAT(status("voicemails", "1", R"({"new":2})"), ElementsAre("mailbox 1001: 2 new messages"));
  EXPECT_THAT(config("users", "1", R"({"enablednd":true})"), ElementsAre("Alice Martin: do not disturb on"));
  EXPECT_THAT(config("users", "1", R"({"enableunc":true,"destunc":"1003"})"),
              ElementsAre("Alice Martin: forwarding of all calls on to 1003"));
  EXPECT_THAT(config("users", "1", R"({"enableunc":false})"), ElementsAre("Alice Martin: forwarding of all calls off"));
  EXPECT_THAT(config("queuemembers", "Agent/2001,blue", R"({"paused":"1","status":"6"})"),
              ElementsAre("agent 2001 Dave Okafor in queue Blue: paused", "agent 2001 Dave Okafor in queue Blue: ringing"));
}

TEST_F(BookOfAll, SaysNothingOfWhatStaysTheSame) {
  load();
  EXPECT_THAT(status("users", "2", R"({"availstate":"away"})"), IsEmpty());
  EXPECT_THAT(config("users", "2", R"({"enablednd":true})"), IsEmpty());
  EXPECT_THAT(status("phones", "99", R"({"hintstatus":"1"})"), IsEmpty()) << "a line of another context";
}

TEST_F(BookOfAll, FollowsElementsThatComeAndGo) {
  load();
  server.elements["users"]["3"] = {R"({"fullname":"Carol Reyes","linelist":[]})", R"({"availstate":"away"})"};
  std::vector<std::string> said;
  auto const added = book.take(*parse_message(R"({"class":"getlist","function":"addconfig","listname":"users","list":["3"]})"));
  server.serve(added.send, [&](std::string const& line) {
    for (auto& text : hear(line)) said.push_back(std::move(text));
    return "";
  });
  EXPECT_THAT(said, ElementsAre("Carol Reyes is new", "Carol Reyes: away"));
  EXPECT_THAT(hear(R"({"class":"getlist","function":"delconfig","listname":"users","list":["3","9"]})"),
              ElementsAre("Carol Reyes is gone"));
  EXPECT_THAT(hear(R"({"class":"getlist","function":"delconfig","listname":"queuemembers","list":["Agent/2001,blue"]})"),
              ElementsAre("agent 2001 Dave Okafor leaves queue Blue"));
}

struct ListTask : testing::Test {
  Time now{1'000s};

  std::vector<std::string> print(std::string const& name) {
    Lists server;
    auto const task = make_list(name);
    std::optional<Turn> last;
    server.serve(task->begin({.user = "1"}, now).send, [&](std::string const& line) {
      last = task->take(*parse_message(line), now);
      return last->send;
    });
    EXPECT_EQ(last->ending, Ending{});
    return last->say;
  }
};

TEST_F(ListTask, PrintsEveryListAsATable) {
  EXPECT_THAT(print("users"),
              ElementsAre("ID  NAME          NUMBERS  PRESENCE   CONNECTED  DND", "1   Alice Martin  1001     available  yes",
                          "2   Bob Stone     1002     away                  yes"));
  EXPECT_THAT(print("phones"), ElementsAre("ID  NUMBER  OWNER         DEVICE    STATE",  //
                                           "4   1001    Alice Martin  SIP/1001  idle",   //
                                           "5   1002    Bob Stone     SIP/1002  ringing"));
  EXPECT_THAT(print("agents"), ElementsAre("ID  NUMBER  NAME         AVAILABILITY  PHONE  QUEUES",
                                           "1   2001    Dave Okafor  logged out           blue"));
  EXPECT_THAT(print("queues"), ElementsAre("ID  NUMBER  NAME  TITLE  CONTEXT", "1   3001    blue  Blue   default"));
  EXPECT_THAT(print("voicemails"), ElementsAre("ID  MAILBOX  CONTEXT  NEW", "1   1001     default  0"));
  EXPECT_THAT(print("queuemembers"), ElementsAre("QUEUE  MEMBER                  STATE  PAUSED  PENALTY  CALLS  LAST CALL",
                                                 "blue   agent 2001 Dave Okafor  idle           0        3"));
  EXPECT_THAT(print("meetmes"), ElementsAre("ID  NUMBER  NAME  CONTEXT"));
}

TEST_F(ListTask, SaysWhichListTheServerDoesNotTell) {
  auto const task = make_list("queues");
  task->begin({}, now);
  EXPECT_EQ(task->deadline(), now + 10s);
  EXPECT_THAT(task->expired(now).ending->error, "the server does not tell its queues");
}

TEST(WatchTask, PrintsChangesAndAsksForASignOfLifeWhenAllIsQuiet) {
  Time now{1'000s};
  Lists server;
  auto const task = make_watch();
  std::vector<std::string> said;
  server.serve(task->begin({.user = "1"}, now).send, [&](std::string const& line) {
    auto turn = task->take(*parse_message(line), now);
    for (auto& text : turn.news) said.push_back(std::move(text));
    return turn.send;
  });
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_EQ(said[0], "watching as Alice Martin: 2 people, 2 phones, 1 agents; Ctrl-C ends");
  auto const ringing = parse_message(Lists::message("updatestatus", "phones", "4", R"("status":{"hintstatus":"8"})"));
  EXPECT_THAT(task->take(*ringing, now).news, ElementsAre("Alice Martin (1001): ringing"));

  EXPECT_EQ(task->deadline(), now + 60s);
  EXPECT_EQ(task->expired(now).send, "{\"class\":\"keepalive\",\"commandid\":1}\n");
  task->take(*parse_message(R"({"class":"keepalive"})"), now);
  EXPECT_FALSE(task->expired(now).ending);
  EXPECT_THAT(task->expired(now).ending->error, "the server does not answer any more");
}

}  // namespace
}  // namespace crosspoint::app::client
