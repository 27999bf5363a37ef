#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire/csv/encoding.h"
#include "wire/csv/reader.h"
#include "wire/csv/writer.h"

namespace crosspoint::wire::csv {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "2:a|b" for each row, "3!" for one with an unclosed quote.
std::vector<std::string> rows(std::string_view text) {
  Reader reader(text);
  std::vector<std::string> out;
  while (auto const row = reader.next()) {
    auto line = std::to_string(row->line) + (row->unclosed ? "!" : "");
    for (char before = ':'; auto const& field : row->fields) {
      if (row->unclosed) break;
      line += before + field;
      before = '|';
    }
    out.push_back(line);
  }
  return out;
}

TEST(Csv, P111_ReadsRowsWithTheLinesOfTheText) {
  EXPECT_THAT(Reader(" firstname , number\r\n").header(), ElementsAre("firstname", "number"));
  EXPECT_THAT(rows("a,b\r\n1,2\r\n3,4"), ElementsAre("2:1|2", "3:3|4"));
  EXPECT_THAT(rows("a,b\n\n  \r\n1,\n,\n"), ElementsAre("4:1|", "5:|"));
  EXPECT_THAT(rows("\n\na\n1\n"), ElementsAre("4:1")) << "the header need not be the first line";
}

TEST(Csv, P112_GivesRowsOfAnyLength) { EXPECT_THAT(rows("a,b\n1\n1,2,3\n"), ElementsAre("2:1", "3:1|2|3")); }

TEST(Csv, KnowsSemicolonsByTheHeader) {
  EXPECT_THAT(Reader("a;b,c;d\n").header(), ElementsAre("a", "b,c", "d"));
  EXPECT_THAT(Reader("\"a;b;c\",d\n").header(), ElementsAre("a;b;c", "d")) << "what is quoted does not count";
  EXPECT_THAT(rows("a;b\n1,5;2\n"), ElementsAre("2:1,5|2"));
}

TEST(Csv, ReadsWhatIsQuoted) {
  EXPECT_THAT(rows("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n"), ElementsAre("2:x,y|say \"hi\""));
  EXPECT_THAT(rows("a,b\n\"two\nlines\",1\n2,3\n"), ElementsAre("2:two\nlines|1", "4:2|3"));
  EXPECT_THAT(rows("a,b\n\"\",\"x\" \r\n5\" tall,1\n"), ElementsAre("2:|x ", "3:5\" tall|1"));
}

TEST(Csv, AQuoteWithoutEndSpoilsItsLineOnly) {
  EXPECT_THAT(rows("a,b\n1,\"x\n2,y\n3,z"), ElementsAre("2!", "3:2|y", "4:3|z"));
  EXPECT_THAT(rows("a\n\""), ElementsAre("2!"));
}

TEST(Csv, P113_FindsNothingInNothing) {
  for (auto const* const text : {"", "\r\n\n", " "}) {
    EXPECT_THAT(Reader(text).header(), IsEmpty());
    EXPECT_THAT(rows(text), IsEmpty());
  }
  EXPECT_THAT(rows("a,b\n"), IsEmpty());
}

TEST(Csv, TakesUtf8WithAndWithoutMarkAndWindows1252) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF"
                    "Zo\xC3\xA9"),
            "Zoé");
  EXPECT_EQ(to_utf8("Zo\xC3\xA9"), "Zoé");
  EXPECT_EQ(to_utf8("Zo\xE9 \x80 \x93x\x94"), "Zoé € “x”");
  EXPECT_EQ(to_utf8(""), "");
}

TEST(Csv, P114_WritesWhatItReads) {
  std::string text;
  append_row(text, {"a", "b"});
  append_row(text, {"x,y;z", "say \"hi\""});
  append_row(text, {"", "two\r\nlines"});
  EXPECT_EQ(text, "a,b\r\n\"x,y;z\",\"say \"\"hi\"\"\"\r\n,\"two\r\nlines\"\r\n");
  EXPECT_THAT(rows(text), ElementsAre("2:x,y;z|say \"hi\"", "3:|two\r\nlines"));
}

}  // namespace
}  // namespace crosspoint::wire::csv
