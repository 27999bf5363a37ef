#include "wire/sheet/sheet.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <pugixml.hpp>

#include "wire/base64/base64.h"

namespace crosspoint::wire::sheet {
namespace {

Sheet of_the_reference() {
  return {.internals = {{"ipbxid", "xivo"}, {"where", "dial"}, {"channel", "SIP/desk4-0000002a"}, {"focus", "no"}, {"zip", "1"}},
          .lines = {{10, "Caller", "title",
                     "R\xC3\xA9"
                     "ception"},
                    {20, "Number", "phone", "1042"}},
          .balloon = {{10, "Caller", "title",
                       "R\xC3\xA9"
                       "ception"},
                      {20, "Number", "body", "1042"}}};
}

/// The test vector of protocol 7.10.
constexpr auto* reference =
    R"(<?xml version="1.0" encoding="utf-8"?><profile><user>)"
    R"(<internal name="ipbxid"><![CDATA[xivo]]></internal><internal name="where"><![CDATA[dial]]></internal>)"
    R"(<internal name="channel"><![CDATA[SIP/desk4-0000002a]]></internal><internal name="focus"><![CDATA[no]]></internal>)"
    R"(<internal name="zip"><![CDATA[1]]></internal><sheet_info order="0010" name="Caller" type="title"><![CDATA[Réception]]></sheet_info>)"
    R"(<sheet_info order="0020" name="Number" type="phone"><![CDATA[1042]]></sheet_info>)"
    R"(<systray_info order="0010" name="Caller" type="title"><![CDATA[Réception]]></systray_info>)"
    R"(<systray_info order="0020" name="Number" type="body"><![CDATA[1042]]></systray_info></user></profile>)";

TEST(SheetXml, P194_IsTheReferenceVector) { EXPECT_EQ(to_xml(of_the_reference()), reference); }

TEST(SheetXml, P194_KeepsWhatXmlCouldMistake) {
  auto const awkward = std::string("a & b < c > d ]]> e \"f\" 'g' ]]]]>> \xC3\xA9 \xE6\x97\xA5");
  Sheet const sheet{.internals = {{"channel", awkward}},
                    .form = "<ui><![CDATA[x]]></ui>",
                    .lines = {{10, awkward, "text", awkward}},
                    .actions = {{20, "open", "urlauto", "http://crm.example.org/?a=1&b=2"}}};
  pugi::xml_document read;
  ASSERT_TRUE(read.load_string(to_xml(sheet).c_str()));
  auto const user = read.child("profile").child("user");
  EXPECT_EQ(user.child("internal").text().get(), std::string("a & b < c > d ]]")) << "cut there: two sections";
  auto const whole = [](pugi::xml_node node) {
    std::string text;
    for (auto const part : node.children()) text += part.value();
    return text;
  };
  EXPECT_EQ(whole(user.child("internal")), awkward);
  EXPECT_EQ(whole(user.child("sheet_qtui")), "<ui><![CDATA[x]]></ui>");
  EXPECT_EQ(whole(user.child("sheet_info")), awkward);
  EXPECT_EQ(user.child("sheet_info").attribute("name").value(), awkward);
  EXPECT_EQ(whole(user.child("action_info")), "http://crm.example.org/?a=1&b=2");
}

TEST(SheetXml, P194_LeavesOutWhatXmlCannotHold) {
  EXPECT_NE(to_xml({.lines = {{10, "a\x01", "text", std::string("b\0c\x1B\n\xE9", 6)}}})
                .find("<sheet_info order=\"0010\" name=\"a\" type=\"text\"><![CDATA[bc\n\xEF\xBF\xBD]]>"),
            std::string::npos);
}

TEST(SheetXml, P194_WritesOrdersWithFourDigitsAtLeast) {
  auto const xml = to_xml({.lines = {{1, "", "text", ""}, {12345, "", "text", ""}}});
  EXPECT_NE(xml.find("order=\"0001\""), std::string::npos);
  EXPECT_NE(xml.find("order=\"12345\""), std::string::npos);
  EXPECT_NE(xml.find("<![CDATA[]]></sheet_info>"), std::string::npos) << "one section even when it is empty";
}

TEST(SheetXml, P198_TheFormComesBeforeEveryLine) {
  auto const xml = to_xml({.form = "<ui/>", .lines = {{5, "", "form", "qtui"}}});
  EXPECT_NE(xml.find("<sheet_qtui order=\"0010\" name=\"qtui\" type=\"None\"><![CDATA[<ui/>]]></sheet_qtui><sheet_info"),
            std::string::npos);
}

TEST(SheetPayload, P192_IsTheLengthAndTheZlibStream) {
  auto const bytes = base64::decode(payload(reference, Compression::on)).value();
  EXPECT_EQ(bytes.substr(0, 6), std::string("\x00\x00\x02\xA1\x78\xDA", 6)) << "673 bytes";
  std::string text(673, '\0');
  uLong size = text.size();
  ASSERT_EQ(uncompress(reinterpret_cast<Bytef*>(text.data()), &size, reinterpret_cast<Bytef const*>(bytes.data() + 4),
                       static_cast<uLong>(bytes.size() - 4)),
            Z_OK);
  EXPECT_EQ(size, 673U);
  EXPECT_EQ(text, reference);
}

TEST(SheetPayload, P193_IsTheTextAloneWhenNotCompressed) {
  EXPECT_EQ(base64::decode(payload(reference, Compression::off)), reference);
}

}  // namespace
}  // namespace crosspoint::wire::sheet
