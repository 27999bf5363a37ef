#include "cti/command_fixture.h"
#include "wire/base64/base64.h"

namespace crosspoint::cti {
namespace {

struct Faxsend : CommandFixture {
  Faxsend() { rights.push_back(directory::Right::fax); }

  static std::string fax(std::string const& data, std::string const& destination = "\"0033 1.00.00.00.09\"") {
    return R"({"class":"faxsend","commandid":620,"filename":"offer.pdf","destination":)" + destination + R"(,"size":7,"data":")" +
           data + "\"}";
  }

  /// The documents to be converted.
  std::string converted() const {
    std::string all;
    for (auto const& effect : effects)
      if (auto const* const order = std::get_if<flow::ConvertFax>(&effect)) all += order->pdf;
    return all;
  }

  static constexpr auto* acknowledged = "{\"class\":\"faxsend\",\"replyid\":620}";
  static constexpr auto* failed = R"({"class":"fax_progress","status":"FAILED","pages":null})";
};

TEST_F(Faxsend, P181_IsAcknowledgedAndConverted) {
  EXPECT_EQ(ask(fax(wire::base64::encode("%PDF-1.4\n"))), acknowledged);
  EXPECT_EQ(converted(), "%PDF-1.4\n");
  EXPECT_EQ(ask(fax(wire::base64::encode("%PDF-1.4\n"), "33100000009")), acknowledged) << "a number as number";
  EXPECT_EQ(converted(), "%PDF-1.4\n");
}

TEST_F(Faxsend, P184_T160_FailsWithAnythingButPdf) {
  for (auto const* const data : {"R0lGODlh", "not base64!", ""}) {
    EXPECT_EQ(ask(fax(data)), acknowledged);
    EXPECT_EQ(told(flow::Topic::own(UserId{1})), failed);
    EXPECT_EQ(converted(), "");
  }
}

TEST_F(Faxsend, P184_FailsWithoutANumber) {
  ask(fax(wire::base64::encode("%PDF-1.4"), "\"()\""));
  EXPECT_EQ(told(flow::Topic::own(UserId{1})), failed);
}

TEST_F(Faxsend, P181_OfAUserWithoutContextIsAcknowledgedAndNothingElse) {
  directory.users[UserId{1}].lines.clear();
  EXPECT_EQ(ask(fax(wire::base64::encode("%PDF-1.4"))), acknowledged);
  EXPECT_EQ(told(flow::Topic::own(UserId{1})) + converted(), "");
}

TEST_F(Faxsend, FailsBeyondItsBounds) {
  ask(fax(wire::base64::encode("%PDF-" + std::string(64 << 10, 'x'))));
  EXPECT_EQ(told(flow::Topic::own(UserId{1})), failed);
  for (std::size_t i = 0; i < domain::Faxes::of_one_user; ++i) {
    ask(fax(wire::base64::encode("%PDF-1.4")));
    EXPECT_EQ(converted(), "%PDF-1.4");
  }
  ask(fax(wire::base64::encode("%PDF-1.4")));
  EXPECT_EQ(converted(), "") << "too many at a time";
}

TEST_F(Faxsend, NeedsItsRight) {
  rights.pop_back();
  EXPECT_EQ(ask(fax(wire::base64::encode("%PDF-1.4"))), "");
  EXPECT_EQ(converted(), "");
}

}  // namespace
}  // namespace crosspoint::cti
