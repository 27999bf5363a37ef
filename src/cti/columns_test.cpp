#include "cti/columns.h"

#include <gtest/gtest.h>

namespace crosspoint::cti {
namespace {

using boost::json::serialize;

domain::Person desk() {
  return {
      "internal",
      {"17", {{"firstname", "Front"}, {"lastname", "Desk"}, {"number", "1042"}, {"mobile", "+33600000042"}, {"site", "Hall; 2"}}},
      UserId{17},
      true};
}

directory::Display display() {
  return {"",
          {{"Name", "name", {"lastname", "firstname"}, ""},
           {"Office", "number_office", {"number"}, ""},
           {"Mobile", "number_mobile", {"mobile"}, ""},
           {"Fax", "number_fax", {"fax"}, ""},
           {"Star", "favorite", {}, ""},
           {"Mine", "personal", {}, ""},
           {"Site", "", {"site"}, ""},
           {"Floor", "", {"floor"}, "ground"}}};
}

TEST(Columns, P101_ShowTextsMarksAndNull) {
  std::string values;
  for (auto const& column : display().columns) values += serialize(column_value(column, desk())) + " ";
  EXPECT_EQ(values, R"("Desk Front" "1042" "+33600000042" null true false "Hall; 2" "ground" )");
  auto mine = desk();
  mine.source = "personal";
  EXPECT_EQ(column_value({"", "personal", {}, ""}, mine), boost::json::value(true));
}

TEST(Columns, P100_HaveTitlesAndTypesOfTheSameNumber) {
  EXPECT_EQ(serialize(column_headers(directory::usual_display())),
            R"({"column_headers":["Name","Number","Mobile","Voicemail","Favorite","E-mail","Personal"],)"
            R"("column_types":["name","number","callable","voicemail","favorite","email","personal"]})");
  EXPECT_EQ(serialize(column_headers({"", {{"Site", "", {}, ""}}})), R"({"column_headers":["Site"],"column_types":[null]})");
}

TEST(Columns, P117_GiveOneFieldForEachHeaderWhateverTheValues) {
  EXPECT_EQ(serialize(old_headers(display())), R"(["Name","Office","Mobile","Fax","Site","Floor"])");
  EXPECT_EQ(old_row(display(), desk()), "Desk Front;1042;+33600000042;;Hall, 2;ground");
}

TEST(Columns, P171_GiveTheSwitchboardOneColumnOfNumbers) {
  EXPECT_EQ(serialize(switchboard_headers(display())), R"([["Name","name"],["Office","number"],["Site",""],["Floor",""]])");
  EXPECT_EQ(serialize(switchboard_headers(directory::usual_switchboard_display())),
            R"([["","status"],["Name","name"],["Number","number"]])");
}

TEST(Columns, P172_GiveTheSwitchboardOneEntryForEachNumber) {
  EXPECT_EQ(serialize(switchboard_entries(display(), desk())),
            R"([{"Site":"Hall; 2","Floor":"ground","name":"Desk Front","number":"1042","number_type":"office"},)"
            R"({"Site":"Hall; 2","Floor":"ground","name":"Desk Front","number":"+33600000042","number_type":"mobile"}])");
  EXPECT_EQ(serialize(switchboard_entries({"", {{"Name", "name", {"name"}, ""}, {"Any", "number", {"fax"}, ""}}}, desk())), "[]");
  EXPECT_EQ(serialize(switchboard_entries({"", {{"Any", "number", {"number"}, ""}}}, desk())), "[]") << "nobody without a name";
}

}  // namespace
}  // namespace crosspoint::cti
