#include "io/sources/http/answer.h"

#include <gtest/gtest.h>

namespace crosspoint::io::sources::http {
namespace {

Mapping const mapping{.id = "id", .fields = {{"lastname", "name.last"}, {"number", "phone"}}};

Contacts read(std::string_view body, std::string_view results = "", std::size_t limit = 10) {
  return contacts_in(body, results, mapping, limit).value();
}

TEST(HttpAnswer, TakesTheFieldsFromWhereTheirPathsLead) {
  Contacts const expected{{"7", {{"lastname", "Müller"}, {"number", "1042"}}}};
  EXPECT_EQ(read(R"([{"id": 7, "name": {"last": "Müller", "first": "Eva"}, "phone": "1042"}])"), expected);
}

TEST(HttpAnswer, FindsTheListInsideOfTheAnswer) {
  EXPECT_EQ(read(R"({"data": {"items": [{"id": "a"}]}})", "data.items"), (Contacts{{"a", {}}}));
}

TEST(HttpAnswer, LeavesOutWhatIsNoTextAndNoNumber) {
  EXPECT_EQ(read(R"([{"id": "a", "phone": null, "name": "flat"}, 5, null, {"id": [1], "phone": true}])"),
            (Contacts{{"a", {}}, {"", {}}}));
}

TEST(HttpAnswer, StopsAtItsLimit) { EXPECT_EQ(read(R"([{"id": "a"}, {"id": "b"}, {"id": "c"}])", "", 2).size(), 2U); }

TEST(HttpAnswer, RefusesWhatIsNoListOfContacts) {
  EXPECT_EQ(contacts_in("<html>", "", mapping, 1).error().code, Errc::bad_request);
  EXPECT_EQ(contacts_in("{}", "", mapping, 1).error().detail, "the answer is no list");
  EXPECT_EQ(contacts_in("{\"a\": 1}", "a.b", mapping, 1).error().detail, "the answer has no list a.b");
  EXPECT_FALSE(contacts_in(std::string(100, '['), "", mapping, 1)) << "deeper than anybody needs";
}

}  // namespace
}  // namespace crosspoint::io::sources::http
