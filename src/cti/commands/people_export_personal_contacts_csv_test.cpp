#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct PeopleExportPersonalContactsCsv : CommandFixture {
  PeopleExportPersonalContactsCsv() {
    flow::PersonalLoaded stored{{{UserId{1}, {{{"8b6a", {{"firstname", "Front"}}}}, {}}}}};
    personal.loaded(stored);
  }
};

TEST_F(PeopleExportPersonalContactsCsv, P114_IsATable) {
  EXPECT_EQ(
      ask(R"({"class":"people_export_personal_contacts_csv","commandid":5})"),
      R"({"class":"people_export_personal_contacts_csv_result","csv_contacts":"firstname,id\r\nFront,8b6a\r\n","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
