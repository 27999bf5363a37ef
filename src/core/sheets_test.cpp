#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "core/house_fixture.h"
#include "wire/base64/base64.h"

namespace crosspoint::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Recorded calls, and the sheets that follow.
struct SheetsOfCalls : testing::Test {
  struct Shown {
    std::string to, channel, xml;
  };

  static directory::SheetModel model(bool to_everybody = false) {
    directory::SheetModel model;
    model.compressed = false;
    model.to_everybody = to_everybody;
    model.sheet = {{10, "all", "text", "-",
                    "{xivo-where} from {xivo-calleridnum} ({xivo-calleridname}) {xivo-origin} to {xivo-calledidnum} "
                    "{xivo-desttype} {xivo-destid} queue {xivo-queuename} agent {xivo-agentnumber}"}};
    return model;
  }

  static Settings settings() {
    auto settings = House::quiet();
    settings.incoming = {{"from-extern"}, {{"0033100000001", "1001@default"}}};
    return settings;
  }

  explicit SheetsOfCalls(Settings settings = SheetsOfCalls::settings()) : house(std::move(settings)) { house.log_in_everybody(); }

  void configure(std::initializer_list<std::string> events, directory::SheetModel const& of) {
    directory::SheetModels models;
    for (auto const& event : events) models[event] = {of};
    house.give(flow::SheetsConfigured{models});
  }

  std::vector<Shown> replay(std::string const& transcript) {
    house.lines.clear();
    auto stream = House::read_file("tests/transcripts/" + transcript + ".ami");
    // With pauses, as between people: who talks to whom is found out when the bridges have been left in peace.
    for (auto end = stream.find("\r\n\r\n"); end != std::string::npos; end = stream.find("\r\n\r\n")) {
      house.give(flow::AmiBytes{flow::AmiLink::events, stream.substr(0, end + 4)});
      house.pass(std::chrono::milliseconds(25));
      stream.erase(0, end + 4);
    }
    return shown();
  }

  std::vector<Shown> shown() {
    std::vector<Shown> sheets;
    for (auto const& line : house.lines) {
      auto const brace = line.find('{');
      auto const message = boost::json::parse(line.substr(brace)).as_object();
      if (message.at("class") != "sheet") continue;
      auto const payload = std::string(message.at("payload").as_string());
      sheets.push_back(
          {line.substr(0, brace - 1), std::string(message.at("channel").as_string()), wire::base64::decode(payload).value()});
    }
    return sheets;
  }

  /// The first line of a sheet.
  static std::string text(Shown const& sheet) {
    auto const begin = sheet.xml.find("<sheet_info");
    auto const from = sheet.xml.find("<![CDATA[", begin) + 9;
    return sheet.to + ": " + sheet.xml.substr(from, sheet.xml.find("]]>", from) - from);
  }

  static std::vector<std::string> texts(std::vector<Shown> const& sheets) {
    std::vector<std::string> all;
    for (auto const& sheet : sheets) all.push_back(text(sheet));
    return all;
  }

  House house;
};

constexpr auto* rest = " queue {xivo-queuename} agent {xivo-agentnumber}";

TEST_F(SheetsOfCalls, P191_T186_T187_T189_AnInternalCallHasOneSheetForEachMoment) {
  configure({"incomingdid", "dial", "link", "unlink", "hangup"}, model());
  auto const of = [](std::string const& moment) {
    return "own:2: " + moment + " from 1001 (Alice Martin) internal to 1002 user 2" + rest;
  };
  EXPECT_THAT(texts(replay("call-internal-answered")), ElementsAre(of("dial"), of("link"), of("hangup")));
}

TEST_F(SheetsOfCalls, P191_TheDefaultSheetIsCompressedAndForTheCalledUser) {
  house.replay(House::read_file("tests/transcripts/call-internal-missed.ami"));
  std::vector<std::string> sheets;
  std::ranges::copy_if(house.lines, std::back_inserter(sheets),
                       [](auto const& line) { return line.find("\"sheet\"") != std::string::npos; });
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_THAT(sheets.front(), HasSubstr("own:2 {\"class\":\"sheet\",\"channel\":\"PJSIP/1001-"));
  EXPECT_THAT(sheets.front(), HasSubstr("\"serial\":\"xml\",\"compressed\":true,\"payload\":\"AAA"));
}

TEST_F(SheetsOfCalls, P191_NoneIsMadeForAUserWithoutClient) {
  house.give(flow::ClientClosed{SessionId{102}, "closed by the client"});
  EXPECT_THAT(replay("call-internal-missed"), IsEmpty());
}

TEST_F(SheetsOfCalls, P196_EachSheetNamesItsEventTheCallAndItsOptions) {
  auto with_focus = model();
  with_focus.focus = true;
  configure({"dial"}, with_focus);
  auto const sheets = replay("call-internal-answered");
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_THAT(sheets[0].xml, HasSubstr("<internal name=\"where\"><![CDATA[dial]]></internal>"));
  EXPECT_THAT(sheets[0].xml, HasSubstr("<internal name=\"channel\"><![CDATA[" + sheets[0].channel + "]]></internal>"));
  EXPECT_THAT(sheets[0].xml, HasSubstr("<internal name=\"ipbxid\"><![CDATA[xivo]]></internal>"));
  EXPECT_THAT(sheets[0].xml, HasSubstr("<internal name=\"uid\"><![CDATA[1795"));
  EXPECT_THAT(sheets[0].xml, HasSubstr("<internal name=\"focus\"><![CDATA[yes]]></internal>"));
  EXPECT_THAT(sheets[0].xml, HasSubstr("<internal name=\"zip\"><![CDATA[0]]></internal>"));
}

TEST_F(SheetsOfCalls, P196_SeveralModelsOfOneEventGiveOneSheetEach) {
  house.give(flow::SheetsConfigured{{{"dial", {model(), model(true)}}}});
  EXPECT_THAT(replay("call-internal-answered"), testing::SizeIs(2));
}

TEST_F(SheetsOfCalls, P196_AnEventWithoutModelGivesNone) {
  configure({}, model());
  EXPECT_THAT(replay("call-internal-answered"), IsEmpty());
}

TEST_F(SheetsOfCalls, P197_ToEverybodyItIsToldOnce) {
  configure({"dial"}, model(true));
  auto const sheets = replay("call-internal-answered");
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets[0].to, "all");
}

TEST_F(SheetsOfCalls, T187_HoldAndResumeGiveNoSecondLink) {
  configure({"link"}, model());
  EXPECT_THAT(replay("hold"), testing::SizeIs(1));
}

TEST_F(SheetsOfCalls, T186_EachPhoneOfARingGroupIsItsUsersOnce) {
  configure({"dial"}, model());
  std::vector<std::string> to;
  for (auto const& sheet : replay("call-ring-group")) to.push_back(sheet.to);
  EXPECT_THAT(to, testing::UnorderedElementsAre("own:2", "own:3"));
}

TEST_F(SheetsOfCalls, T185_ACallInAnIncomingContextIsOfItsNumber) {
  configure({"incomingdid"}, model(true));
  auto const sheets = replay("call-incoming-did");
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_THAT(text(sheets[0]), HasSubstr(" did to "));
}

/// Nothing is said of calls from outside in the configuration.
struct SheetsOfAPlainHouse : SheetsOfCalls {
  SheetsOfAPlainHouse() : SheetsOfCalls(House::quiet()) {}
};

TEST_F(SheetsOfAPlainHouse, T050_ACallFromATrunkIsFromOutsideAsItIsForTheStatesOfAgents) {
  configure({"dial"}, model(true));
  auto const from_trunk = replay("call-incoming-did");
  ASSERT_EQ(from_trunk.size(), 1U);
  EXPECT_THAT(text(from_trunk[0]), HasSubstr(" did to "));
  auto const from_house = replay("call-internal-answered");
  ASSERT_EQ(from_house.size(), 1U);
  EXPECT_THAT(text(from_house[0]), HasSubstr(" internal to "));
}

TEST_F(SheetsOfCalls, P194_TheFormIsThereWhenThereIsNone) {
  configure({"dial"}, model());
  auto const sheets = replay("call-internal-answered");
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_THAT(sheets[0].xml, HasSubstr(R"(<sheet_qtui order="0010" name="qtui" type="None"><![CDATA[]]></sheet_qtui>)"));
}

TEST_F(SheetsOfCalls, T185_TheDialplansQuestionIsOneToo) {
  auto of = model();
  of.sheet[0].text = "{xivo-did} {xivo-calleridrdnis} {xivo-calleridton} {xivo-direction}";
  configure({"incomingdid"}, of);
  wire::agi::Request const request{.script = "did",
                                   .arguments = {"0033100000001"},
                                   .channel = "PJSIP/trunk-00000001",
                                   .uniqueid = "1.1",
                                   .caller_number = "0033100000007",
                                   .redirecting_number = "0033100000008",
                                   .type_of_number = "2"};
  house.give(flow::AgiAsked{AgiId{1}, request});
  house.give(flow::AgiAsked{AgiId{2}, request});
  EXPECT_THAT(texts(shown()), ElementsAre("own:1: 0033100000001 0033100000008 2 incoming")) << "once a call";
}

TEST_F(SheetsOfCalls, T191_TheDialplanSetsVariables) {
  auto of = model(true);
  of.sheet[0].text = "{dp-test}";
  configure({"hangup"}, of);
  EXPECT_THAT(texts(replay("userevent")), testing::Contains("all: Salut"));
}

std::string const call_begins =
    "Event: Newchannel\r\nChannel: PJSIP/1001-00000001\r\nChannelState: 4\r\nCallerIDNum: 1001\r\nCallerIDName: <unknown>\r\n"
    "Context: default\r\nExten: 1002\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n";
std::string const call_dials =
    "Event: DialBegin\r\nChannel: PJSIP/1001-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nDestChannel: PJSIP/1002-00000002\r\n"
    "DestUniqueid: 1.2\r\nDestLinkedid: 1.1\r\n\r\n";
std::string const call_ends =
    "Event: Hangup\r\nChannel: PJSIP/1001-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nCause: 16\r\n\r\n";

std::string user_event(std::string const& name, std::string const& fields) {
  return "Event: UserEvent\r\nChannel: PJSIP/1001-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nUserEvent: " + name + "\r\n" +
         fields + "\r\n";
}

TEST_F(SheetsOfCalls, T190_VariablesAreKeptUntilTheCallerHangsUp) {
  auto of = model(true);
  of.sheet[0].text = "{xivo-where} {dp-a}";
  configure({"dial", "hangup"}, of);
  house.replay(call_begins + user_event("dialplan2cti", "UNIQUEID: 1.1\r\nVARIABLE: a\r\nVALUE: one\r\n") + call_dials +
               call_ends);
  EXPECT_THAT(texts(shown()), ElementsAre("all: dial one", "all: hangup one"));
  house.lines.clear();
  house.replay(call_begins + call_dials);
  EXPECT_THAT(texts(shown()), IsEmpty()) << "a uniqueid that has gone is no new call";
}

TEST_F(SheetsOfCalls, T192_ReverseLookupSetsVariables) {
  auto of = model();
  of.sheet[0].text = "{db-company} {db-mail}";
  configure({"dial"}, of);
  house.replay(call_begins + user_event("ReverseLookup", "db-company: Example\r\ndb-mail: a@b\r\nother: x\r\n") + call_dials);
  EXPECT_THAT(texts(shown()), ElementsAre("own:2: Example a@b"));
}

TEST_F(SheetsOfCalls, T192_SoDoesTheContactWhoseNumberItIs) {
  auto of = model();
  of.sheet[0].text = "{db-firstname} {db-number}";
  configure({"dial"}, of);
  house.replay(call_begins + call_dials);
  EXPECT_THAT(texts(shown()), ElementsAre("own:2: 1001 1001"));
}

TEST_F(SheetsOfCalls, P195_ACallerWithoutNameIsShownWithout) {
  auto of = model();
  of.sheet[0].text = "{xivo-calleridname}";
  of.sheet[0].fallback = "";
  configure({"dial"}, of);
  house.replay(call_begins + call_dials);
  EXPECT_THAT(texts(shown()), ElementsAre("own:2: "));
}

TEST_F(SheetsOfCalls, P197_UserEventsOfOlderDialplansNameTheDestination) {
  configure({"hangup"}, model());
  house.replay(call_begins + user_event("Queue", "XIVO_DSTID: 1\r\n") + call_ends);
  EXPECT_THAT(texts(shown()), IsEmpty()) << "nobody is the agent of that queue";
}

}  // namespace
}  // namespace crosspoint::core
