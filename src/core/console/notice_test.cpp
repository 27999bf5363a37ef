#include "core/console/notice.h"

#include <gtest/gtest.h>

namespace crosspoint::core::console {
namespace {

TEST(Notice, IsUnderstoodInEveryForm) {
  for (auto const* const line : {"xivo[user,add,12]", "xivo[phone,edit,4]", "xivo[queue,delete,2]", "xivo[agent,enable,7]",
                                 "xivo[voice_mail,disable,1]", "xivo[cticonfig,update]", "xivo[queuemember,update]"})
    EXPECT_TRUE(check_notice(line)) << line;
}

TEST(Notice, IsNothingElse) {
  for (auto const* const line : {"", "xivo", "xivo[]", "xivo[user]", "xivo[user,edit]", "xivo[user,edit,]", "xivo[user,edit,x]",
                                 "xivo[user,edit,1,2]", "xivo[user,rename,1]", "xivo[,edit,1]", "xivo[USER,edit,1]",
                                 "xivo[user,update]", "xivo[user,edit,-1]", " xivo[user,edit,1]", "xivo[user,edit,1] ",
                                 "xivo[user,edit,1", "phone[user,edit,1]", "xivo[cticonfig,update,1]", "xivo[]]"})
    EXPECT_FALSE(check_notice(line)) << line;
  EXPECT_EQ(check_notice("hello").error().detail,
            "expected xivo[OBJECT,add|edit|delete|enable|disable,ID], xivo[cticonfig,update] or xivo[queuemember,update]");
}

}  // namespace
}  // namespace crosspoint::core::console
