#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

using PeopleImportPersonalContactsCsv = CommandFixture;

TEST_F(PeopleImportPersonalContactsCsv, P112_TellsTheLinesThatAreBad) {
  say(R"({"class":"people_import_personal_contacts_csv","commandid":5,"csv_contacts":"firstname,number\r\nFront,1042\r\nBack\r\n"})");
  EXPECT_EQ(commit(), R"({"class":"people_import_personal_contacts_csv_result","created_count":1,)"
                      R"("failed":[{"line":3,"errors":["missing fields"]}],"replyid":5})");
}

TEST_F(PeopleImportPersonalContactsCsv, P113_AnswersAtOnceWhenNothingIsCreated) {
  EXPECT_EQ(ask(R"({"class":"people_import_personal_contacts_csv","csv_contacts":"firstname\r\n"})"),
            R"({"class":"people_import_personal_contacts_csv_result","created_count":0,"failed":[]})");
}

}  // namespace
}  // namespace crosspoint::cti
