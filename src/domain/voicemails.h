#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "directory/directory.h"
#include "domain/events_fwd.h"

namespace crosspoint::domain {

/// How many unheard messages each configured voicemail holds. (telephony 2.10)
class Voicemails {
 public:
  Voicemails(directory::Directory const& directory, Events& events) : directory_(directory), events_(events) {}

  /// `address` as Asterisk writes it: "1001@default".
  void mailbox_changed(std::string_view address, int new_messages);

  [[nodiscard]] int new_messages(directory::Voicemail const& voicemail) const;

 private:
  directory::Directory const& directory_;
  Events& events_;
  std::unordered_map<std::string, int> mailboxes_;
};

}  // namespace crosspoint::domain
