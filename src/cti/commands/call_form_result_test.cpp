#include "cti/command_fixture.h"

namespace crosspoint::cti {
namespace {

struct CallFormResult : CommandFixture {
  /// The variables that go to the store, in the end to another program.
  std::string stored(std::string_view request) {
    EXPECT_EQ(ask(request), "") << "there is no reply";
    std::string all;
    for (auto const& effect : effects)
      if (auto const* const store = std::get_if<flow::Store>(&effect)) {
        auto const& result = std::get<flow::SaveForm>(store->change).result;
        EXPECT_EQ(result.user, UserId{1});
        all += result.variables;
      }
    return all;
  }
};

TEST_F(CallFormResult, P199_KeepsTheVariablesOfTheFormWithoutTheirPrefix) {
  EXPECT_EQ(
      stored(R"({"class":"call_form_result","commandid":1,"infos":{"buttonname":"saveandclose","variables":)"
             R"({"XIVOFORM_a":"1","XIVOFORM_urgent":true,"XIVOFORM_n_2":7,"label_2":"Ticket","XIVOFORM_":"x","XIVOFORM_b-c":"x",)"
             R"("xivoform_d":"x","XIVOFORM_list":[1]}}})"),
      R"({"a":"1","urgent":true,"n_2":7})");
}

TEST_F(CallFormResult, P199_MayHaveNone) { EXPECT_EQ(stored(R"({"class":"call_form_result","infos":{}})"), "{}"); }

TEST_F(CallFormResult, P211_UnderItsOldNameItIsNoMore) {
  EXPECT_EQ(stored(R"({"class":"actionfiche","infos":{"buttonname":"save","variables":{"XIVOFORM_a":"1"}}})"), "");
}

TEST_F(CallFormResult, P012_IsLeftOutWithoutInfos) { EXPECT_EQ(stored(R"({"class":"call_form_result"})"), ""); }

TEST_F(CallFormResult, IsBoundedInSize) {
  EXPECT_EQ(stored(R"({"class":"call_form_result","infos":{"variables":{"XIVOFORM_a":")" + std::string(65536, 'x') + "\"}}}"),
            "");
}

}  // namespace
}  // namespace crosspoint::cti
