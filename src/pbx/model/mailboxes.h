#pragma once

#include "pbx/model/mark.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// The messages in a voicemail box. (telephony 2.10)
struct Mailbox {
  int unheard = 0, heard = 0;
  Mark mark;
};

using Mailboxes = Table<Mailbox>;  ///< by address: "1001@default"

}  // namespace crosspoint::pbx
