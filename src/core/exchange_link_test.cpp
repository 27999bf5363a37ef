// How clients hear of the link to the exchange. (docs/protocol/extensions.md, "The exchange")
#include <gmock/gmock.h>

#include "base/text.h"
#include "core/house_fixture.h"

namespace crosspoint::core {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto* with_numbers = R"(,"extensions":["seq"])";

struct ExchangeLink : testing::Test {
  std::vector<std::string> told() const {
    std::vector<std::string> found;
    for (auto const& line : house.lines)
      if (line.find(R"("class":"exchange")") != std::string::npos) found.push_back(line);
    return found;
  }

  static auto is(std::string const& state) { return HasSubstr(R"("state":")" + state + "\""); }

  House house;
};

TEST_F(ExchangeLink, P251_IsToldRightAfterTheLoginToWhoHasNumbers) {
  house.log_in(alice, "1001");
  auto const logs_in = [&](char const* more) {
    house.give(flow::ClientOpened{SessionId{20}, "127.0.0.1", flow::Face::plain});
    house.say(SessionId{20}, R"({"class":"login_id","userlogin":"1002","xivoversion":"2.2"})");
    house.say(SessionId{20}, R"({"class":"login_pass","password":"right"})");
    house.lines.clear();
    house.say(SessionId{20}, R"({"class":"login_capas","capaid":3,"state":"available")" + std::string(more) + "}");
    return told();
  };
  EXPECT_THAT(logs_in(with_numbers), ElementsAre(AllOf(testing::StartsWith("20 "), is("live"), Not(HasSubstr("seq")))));
  EXPECT_THAT(logs_in(R"(,"extensions":["calls"])"), IsEmpty());
}

TEST_F(ExchangeLink, P252_IsToldWheneverItChangesAndSinceWhen) {
  house.log_in(SessionId{20}, "1001", with_numbers);
  house.pass(std::chrono::seconds(5));
  house.exchange_is_there = false;
  house.give(flow::AmiClosed{flow::AmiLink::events, "cut"});
  ASSERT_THAT(told(), ElementsAre(is("connecting")));
  house.pass(std::chrono::minutes(1));
  EXPECT_THAT(told(), testing::SizeIs(1)) << "attempts are no news";
  house.exchange_is_there = true;
  house.pass(std::chrono::minutes(1));
  EXPECT_THAT(told(), ElementsAre(is("connecting"), is("syncing"), is("live")));
}

TEST_F(ExchangeLink, P252_OfWhatWasMissedOnlyTheNewestIsTold) {
  house.log_in(SessionId{20}, "1001", with_numbers);
  house.give(flow::ClientClosed{SessionId{20}, "cut"});
  house.give(flow::AmiClosed{flow::AmiLink::events, "cut"});
  house.pass(std::chrono::minutes(1));
  house.log_in(SessionId{21}, "1001", with_numbers);
  house.say(SessionId{21}, R"({"class":"catchup","epoch":")" + hexadecimal(House::quiet().run) + R"(","seq":1})");
  EXPECT_THAT(told(), ElementsAre(AllOf(is("live"), HasSubstr(R"("seq":)"))));
}

}  // namespace
}  // namespace crosspoint::core
