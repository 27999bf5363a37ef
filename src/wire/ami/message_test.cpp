#include "wire/ami/message.h"

#include <gmock/gmock.h>

#include "wire/ami/cutter.h"

namespace crosspoint::wire::ami {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(AmiMessage, T007_FindsHeadersExactlyFirstAndThenWithoutRegardToCase) {
  Message message;
  message.add("UNIQUEID", "second");
  message.add("Uniqueid", "first");
  EXPECT_EQ(message.get("Uniqueid"), "first");
  EXPECT_EQ(message.get("UNIQUEID"), "second");
  EXPECT_EQ(message.get("uniqueid"), "second");
  EXPECT_EQ(message.get("Linkedid"), "");
  EXPECT_FALSE(message.has("Linkedid"));
}

TEST(AmiMessage, T006_TheFirstOfRepeatedHeadersCountsAndAllAreKept) {
  Message message;
  for (auto const* const line : {"one", "two", "three"}) message.add("Output", line);
  EXPECT_EQ(message.get("Output"), "one");
  EXPECT_THAT(message.all("output"), ElementsAre("one", "two", "three"));
  EXPECT_THAT(message.all("ChanVariable"), IsEmpty());
}

TEST(AmiMessage, T008_WhatSaysNothingAboutAPartyIsEmpty) {
  for (auto const* const nothing : {"", "<unknown>", "unknown", "(null)", "N/A"}) {
    Message message;
    message.add("ConnectedLineName", nothing);
    EXPECT_EQ(message.party("ConnectedLineName"), "") << nothing;
    EXPECT_TRUE(is_nothing(nothing));
  }
  Message message;
  message.add("CallerIDName", "Unknown Soldier");
  EXPECT_EQ(message.party("CallerIDName"), "Unknown Soldier");
}

TEST(AmiMessage, T011_AnIdIsOpaqueText) {
  Cutter cutter(Cutter::Banner::none);
  cutter.feed("Event: Hangup\r\nPrivilege: call,all\r\nSystemName: pbx-a\r\nUniqueid: pbx-a-1795452495.0\r\n\r\n");
  auto const* const message = cutter.next();
  ASSERT_TRUE(message);
  EXPECT_EQ(message->get("SystemName"), "pbx-a");
  EXPECT_EQ(message->get("Uniqueid"), "pbx-a-1795452495.0");
}

}  // namespace
}  // namespace crosspoint::wire::ami
