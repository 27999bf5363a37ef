#include "app/yaml/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosspoint::app::yaml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct YamlReader : testing::Test {
  /// Reads `text` with `read` and returns what is wrong with it.
  std::vector<std::string> problems_of(std::string const& text, std::function<void(Object&)> const& read) {
    Problems problems("f.yml");
    if (auto const root = parse(text, problems)) {
      Object object(*root, problems);
      read(object);
      object.done();
    }
    return problems.lines();
  }
};

struct Server {
  std::string host = "localhost";
  std::uint16_t port = 1;
  bool tls = false;
  Duration timeout{7};
  std::size_t limit = 3;
  int weight = 5;
};

void read_server(Object& o, Server& server) {
  o.text("host", server.host);
  o.port("port", server.port);
  o.flag("tls", server.tls);
  o.seconds("timeout", server.timeout);
  o.bytes("limit", server.limit);
  o.number("weight", server.weight, optional, 1, 10);
}

TEST_F(YamlReader, ReadsEveryKindOfValue) {
  Server server;
  EXPECT_THAT(problems_of("host: pbx\nport: 65535\ntls: Yes\ntimeout: 0.25\nlimit: 64k\nweight: 10\n",
                          [&](Object& o) { read_server(o, server); }),
              IsEmpty());
  EXPECT_EQ(server.host, "pbx");
  EXPECT_EQ(server.port, 65535);
  EXPECT_TRUE(server.tls);
  EXPECT_EQ(server.timeout, std::chrono::milliseconds(250));
  EXPECT_EQ(server.limit, 64U << 10);
  EXPECT_EQ(server.weight, 10);
}

TEST_F(YamlReader, LeavesWhatIsAbsentOrWrongAsItIs) {
  Server server;
  problems_of("port: x\ntls: 2\ntimeout: -1\nlimit: 1T\nweight: 11\n", [&](Object& o) { read_server(o, server); });
  EXPECT_EQ(server.host, "localhost");
  EXPECT_EQ(server.port, 1);
  EXPECT_FALSE(server.tls);
  EXPECT_EQ(server.timeout, Duration(7));
  EXPECT_EQ(server.limit, 3U);
  EXPECT_EQ(server.weight, 5);
}

TEST_F(YamlReader, TellsEveryProblemAtOnceInTheOrderOfTheText) {
  Server server;
  EXPECT_THAT(
      problems_of("prot: 1\nhost: [a]\nport: 65536\ntls: maybe\ntimeout: 5s\nlimit: 1T\nweight: 11\n",
                  [&](Object& o) { read_server(o, server); }),
      ElementsAre("f.yml:1:1: unknown key 'prot', did you mean 'port'?", "f.yml:2:7: host: found a list, expected a single value",
                  "f.yml:3:7: port: found '65536', expected a number from 0 to 65535",
                  "f.yml:4:6: tls: found 'maybe', expected true or false",
                  "f.yml:5:10: timeout: found '5s', expected a number of seconds, such as 5 or 0.25, at most a year",
                  "f.yml:6:8: limit: found '1T', expected a number of bytes, such as 512, 64k, 32M or 1G",
                  "f.yml:7:9: weight: found '11', expected a number from 1 to 10"));
}

TEST_F(YamlReader, SuggestsNothingForAStranger) {
  Server server;
  EXPECT_THAT(problems_of("colour: red\n", [&](Object& o) { read_server(o, server); }),
              ElementsAre("f.yml:1:1: unknown key 'colour'"));
}

TEST_F(YamlReader, ReportsAMissingKeyWhereItsObjectStands) {
  std::string out;
  EXPECT_THAT(problems_of("users:\n  - name: a\n",
                          [&](Object& o) {
                            o.objects("users", [&](Object& u) { u.text("name", out), u.text("login", out, required); });
                          }),
              ElementsAre("f.yml:2:5: the key 'login' is missing here"));
}

TEST_F(YamlReader, ReportsAKeyThatStandsTwice) {
  Server server;
  EXPECT_THAT(problems_of("port: 1\nport: 2\n", [&](Object& o) { read_server(o, server); }),
              ElementsAre("f.yml:2:1: the key 'port' stands in line 1 already"));
}

TEST_F(YamlReader, ReportsWhatIsNotYamlWithItsPlace) {
  auto const lines = problems_of("host: 'open\n", [](Object&) {});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines.front(), testing::StartsWith("f.yml:1:12: this is not YAML: "));
  EXPECT_THAT(problems_of("a: 1\n---\nb: 2\n", [](Object&) {}),
              ElementsAre("f.yml:2:1: this is not YAML: the document has ended, expected nothing more"));
  EXPECT_THAT(problems_of("- 1\n", [](Object&) {}), ElementsAre("f.yml:1:1: found a list, expected keys and values"));
}

TEST_F(YamlReader, EndsAtAStrayCommaWhichYamlCppTakesForDocumentsWithoutEnd) {
  EXPECT_THAT(problems_of("port: 1\n,\n", [](Object&) {}).size(), 1U);
  EXPECT_THAT(problems_of(",#", [](Object&) {}).size(), 1U);
}

TEST_F(YamlReader, TakesAnEmptyTextAndAnEmptySectionForNoKeys) {
  EXPECT_THAT(problems_of("", [](Object&) {}), IsEmpty());
  EXPECT_THAT(problems_of("store:\n  # uri: x\n", [](Object& o) { o.object("store", [](Object&) {}); }), IsEmpty());
}

TEST_F(YamlReader, ReadsIdsListsAndMaps) {
  UserId user;
  std::optional<AgentId> agent, none;
  std::vector<LineId> lines;
  std::vector<std::string> words;
  std::map<std::string, std::string> pairs;
  EXPECT_THAT(problems_of("id: 3\nagent: 4\nlines: [5, 6]\nwords: [a, b]\npairs: {x: 1, y: two}\n",
                          [&](Object& o) {
                            o.id("id", user, required);
                            o.id("agent", agent);
                            o.id("none", none);
                            o.ids("lines", lines);
                            o.texts("words", words);
                            o.text_map("pairs", pairs);
                          }),
              IsEmpty());
  EXPECT_EQ(user, UserId{3});
  EXPECT_EQ(agent, AgentId{4});
  EXPECT_EQ(none, std::nullopt);
  EXPECT_THAT(lines, ElementsAre(LineId{5}, LineId{6}));
  EXPECT_THAT(words, ElementsAre("a", "b"));
  EXPECT_THAT(pairs, ElementsAre(std::pair("x", "1"), std::pair("y", "two")));
}

TEST_F(YamlReader, ReportsBadElementsOfLists) {
  std::vector<LineId> lines;
  std::vector<std::string> words;
  EXPECT_THAT(problems_of("lines: [0, a]\nwords: [[]]\nusers: [1]\n",
                          [&](Object& o) {
                            o.ids("lines", lines);
                            o.texts("words", words);
                            o.objects("users", [](Object&) {});
                          }),
              ElementsAre("f.yml:1:9: lines: found '0', expected a number from 1",
                          "f.yml:1:12: lines: found 'a', expected a number from 1",
                          "f.yml:2:9: words: found a list, expected a single value",
                          "f.yml:3:9: users: found '1', expected keys and values"));
}

TEST_F(YamlReader, ReadsOneWordOfATable) {
  constexpr std::array colours{std::pair{std::string_view("red"), 1}, std::pair{std::string_view("blue"), 2}};
  int colour = 0;
  EXPECT_THAT(problems_of("c: blue\n", [&](Object& o) { o.choice("c", colour, colours); }), IsEmpty());
  EXPECT_EQ(colour, 2);
  EXPECT_THAT(problems_of("c: green\n", [&](Object& o) { o.choice("c", colour, colours); }),
              ElementsAre("f.yml:1:4: c: found 'green', expected one of red, blue"));
}

TEST_F(YamlReader, ReadsMappingsWithNamesOfTheirOwn) {
  std::map<std::string, std::string> colours;
  EXPECT_THAT(problems_of("states:\n  a: {color: x}\n  b: {color: y, colr: z}\n",
                          [&](Object& o) {
                            o.named_objects("states",
                                            [&](std::string const& name, Object& s) { s.text("color", colours[name]); });
                          }),
              ElementsAre("f.yml:3:17: unknown key 'colr', did you mean 'color'?"));
  EXPECT_THAT(colours, ElementsAre(std::pair("a", "x"), std::pair("b", "y")));
}

TEST_F(YamlReader, AddsTheProblemsOfItsCallerAtTheRightPlace) {
  EXPECT_THAT(problems_of("user: 9\n",
                          [](Object& o) {
                            UserId user;
                            o.id("user", user);
                            o.problem("user", "there is no user 9");
                          }),
              ElementsAre("f.yml:1:7: user: there is no user 9"));
}

TEST_F(YamlReader, ShowsNoControlBytesAndNoEndlessValues) {
  Server server;
  EXPECT_THAT(problems_of("port: \"a\\nb\"\ntls: " + std::string(200, 'x') + "\n", [&](Object& o) { read_server(o, server); }),
              ElementsAre("f.yml:1:7: port: found 'a?b', expected a number from 0 to 65535",
                          "f.yml:2:6: tls: found '" + std::string(60, 'x') + "...', expected true or false"));
}

TEST_F(YamlReader, ReportsAFileThatCannotBeRead) {
  Problems problems("/nonexistent/f.yml");
  EXPECT_FALSE(parse_file("/nonexistent/f.yml", problems));
  EXPECT_THAT(problems.lines(), ElementsAre("/nonexistent/f.yml: cannot be read: No such file or directory"));
  Problems directory("/");
  EXPECT_FALSE(parse_file("/", directory));
  EXPECT_FALSE(directory.empty());
}

TEST_F(YamlReader, SurvivesDeepNesting) {
  EXPECT_FALSE(problems_of(std::string(100'000, '['), [](Object&) {}).empty());
}

}  // namespace
}  // namespace crosspoint::app::yaml
