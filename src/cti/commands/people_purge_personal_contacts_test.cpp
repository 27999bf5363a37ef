#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct PeoplePurgePersonalContacts : CommandFixture {
  PeoplePurgePersonalContacts() {
    flow::PersonalLoaded stored{{{UserId{1}, {{{"8b6a", {{"firstname", "Front"}}}}, {}}}}};
    personal.loaded(stored);
  }
};

TEST_F(PeoplePurgePersonalContacts, P115_IsToldWhenItIsStored) {
  say(R"({"class":"people_purge_personal_contacts","commandid":5})");
  EXPECT_EQ(commit(), R"({"class":"people_personal_contacts_purged","replyid":5})");
}

}  // namespace
}  // namespace crosspoint::cti
