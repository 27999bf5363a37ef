#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct PeoplePersonalContactRaw : CommandFixture {
  PeoplePersonalContactRaw() {
    flow::PersonalLoaded stored{{{UserId{1}, {{{"8b6a", {{"firstname", "Front"}}}}, {}}}}};
    personal.loaded(stored);
  }
};

TEST_F(PeoplePersonalContactRaw, P108_HasTheFieldsAndTheId) {
  EXPECT_EQ(ask(R"({"class":"people_personal_contact_raw","commandid":5,"source":"personal","source_entry_id":"8b6a"})"),
            R"({"class":"people_personal_contact_raw_result","source":"personal","source_entry_id":"8b6a",)"
            R"("contact_infos":{"firstname":"Front","id":"8b6a"},"replyid":5})");
}

TEST_F(PeoplePersonalContactRaw, P012_KnowsNoOtherSource) {
  EXPECT_EQ(ask(R"({"class":"people_personal_contact_raw","source":"internal","source_entry_id":"8b6a"})"), "");
}

}  // namespace
}  // namespace crosspoint::cti
