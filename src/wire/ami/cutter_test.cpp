#include "wire/ami/cutter.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace crosspoint::wire::ami {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::filesystem::path transcripts(std::string const& set) { return CROSSPOINT_SOURCE_DIR "/tests/transcripts/" + set; }

std::string read(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

/// Every header of every message, as text.
std::string cut(std::string_view text, std::size_t chunk, Cutter& cutter) {
  std::string out;
  while (!text.empty()) {
    cutter.feed(text.substr(0, chunk));
    text.remove_prefix(std::min(chunk, text.size()));
    while (auto const* const message = cutter.next()) {
      for (auto const& [name, value] : message->headers()) out.append(name).append("=").append(value).append("\n");
      out += "--\n";
    }
  }
  return out;
}

std::vector<Message::Header> headers_of(std::string_view text) {
  static Cutter cutter(Cutter::Banner::none);
  cutter.feed(text);
  auto const* const message = cutter.next();
  return message ? message->headers() : std::vector<Message::Header>{};
}

TEST(AmiCutter, T001_KeepsTheGreetingAndLosesNoEvent) {
  for (auto const& [set, version] : {std::pair{"", "Asterisk Call Manager/5.0.4"}, {"v22/", "Asterisk Call Manager/11.0.0"}}) {
    Cutter cutter;
    auto const text = cut(read(transcripts(set) / "login.ami"), 1, cutter);
    EXPECT_EQ(cutter.banner(), version);
    EXPECT_THAT(text,
                ::testing::StartsWith("Response=Success\nActionID=a1\nMessage=Authentication accepted\n--\nEvent=FullyBooted\n"));
    EXPECT_THAT(text, ::testing::HasSubstr("Message=Thanks for all the fish.\n--\n"));
  }
}

TEST(AmiCutter, T005_CutsTheSameMessagesHoweverTheSegmentsFall) {
  for (auto const* const set : {"", "v22/"}) {
    for (auto const& file : std::filesystem::directory_iterator(transcripts(set))) {
      if (file.path().extension() != ".ami") continue;
      auto const text = read(file.path());
      Cutter whole(Cutter::Banner::none);
      auto const expected = cut(text, text.size() + 1, whole);
      for (std::size_t const chunk : {1U, 2U, 7U, 4096U}) {
        Cutter cutter(Cutter::Banner::none);
        EXPECT_EQ(cut(text, chunk, cutter), expected) << file.path() << " in pieces of " << chunk;
      }
    }
  }
}

TEST(AmiCutter, T006_TakesEmptyValuesAndNamesWithHyphensAndNoSpaceAfterTheColon) {
  EXPECT_THAT(
      headers_of(
          "AccountCode: \r\nCause-txt: Normal Clearing\r\nKey:value\r\nUri: sip:1001@127.0.0.1:5060\r\nTwo:  blanks\r\n\r\n"),
      ElementsAre(Pair("AccountCode", ""), Pair("Cause-txt", "Normal Clearing"), Pair("Key", "value"),
                  Pair("Uri", "sip:1001@127.0.0.1:5060"), Pair("Two", " blanks")));
}

TEST(AmiCutter, T006_KeepsRepeatedHeadersOfRealStreams) {
  Cutter cutter(Cutter::Banner::none);
  cutter.feed(read(transcripts("") / "call-internal-answered-all-classes.ami"));
  std::size_t doubled = 0;
  while (auto const* const message = cutter.next())
    if (message->all("State").size() > 1) ++doubled;
  EXPECT_GT(doubled, 0U);
  EXPECT_THAT(headers_of("Response: Success\r\nOutput: a\r\nOutput: b\r\n\r\n"),
              ElementsAre(Pair("Response", "Success"), Pair("Output", "a"), Pair("Output", "b")));
}

TEST(AmiCutter, T007_KeepsHeadersThatDifferInCaseOnly) {
  for (auto const* const set : {"", "v22/"}) {
    Cutter cutter(Cutter::Banner::none);
    cutter.feed(read(transcripts(set) / "userevent.ami"));
    bool seen = false;
    while (auto const* const message = cutter.next()) {
      if (message->all("Uniqueid").size() < 2) continue;
      seen = true;
      for (auto const* const name : {"Uniqueid", "UNIQUEID", "Channel", "CHANNEL"})
        EXPECT_EQ(std::ranges::count(message->headers(), std::string_view(name), &Message::Header::first), 1) << name;
    }
    EXPECT_TRUE(seen);
  }
}

TEST(AmiCutter, T009_ALineFeedInAValueEndsNothing) {
  EXPECT_THAT(headers_of("Response: Error\r\nMessage: No Contacts found\n\r\n\r\n"),
              ElementsAre(Pair("Response", "Error"), Pair("Message", "No Contacts found\n")));
}

TEST(AmiCutter, T010_PassesTextOnAndReplacesWhatIsNone) {
  EXPECT_THAT(headers_of("Name: Zo\xC3\xA9 \xE6\x97\xA5 \xE9\r\n\r\n"),
              ElementsAre(Pair("Name", "Zo\xC3\xA9 \xE6\x97\xA5 \xEF\xBF\xBD")));
}

TEST(AmiCutter, EmptyLinesBetweenMessagesAndLinesWithoutColonAreSkipped) {
  Cutter cutter(Cutter::Banner::none);
  cutter.feed("\r\n\r\n\r\n\r\nnonsense\r\nEvent: Reload\r\n\r\n");
  auto const* const message = cutter.next();
  ASSERT_TRUE(message);
  EXPECT_THAT(message->headers(), ElementsAre(Pair("Event", "Reload")));
  EXPECT_FALSE(cutter.next());
}

TEST(AmiCutter, AMessageUpToTheLimitIsTakenAndALongerOneEndsTheStream) {
  Cutter taken(Cutter::Banner::none, 100);
  taken.feed("Name: " + std::string(90, 'x') + "\r\n\r\n");
  EXPECT_TRUE(taken.next());
  EXPECT_FALSE(taken.overflown());
  Cutter refused(Cutter::Banner::none, 100);
  refused.feed("Name: " + std::string(100, 'x'));
  EXPECT_FALSE(refused.next());
  EXPECT_TRUE(refused.overflown());
  refused.feed("\r\n\r\nEvent: Reload\r\n\r\n");
  EXPECT_FALSE(refused.next());
}

}  // namespace
}  // namespace crosspoint::wire::ami
