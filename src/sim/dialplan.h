#pragma once

#include <string_view>
#include <vector>

#include "sim/apps/conference.h"
#include "sim/apps/voicemail.h"
#include "sim/queues.h"

namespace crosspoint::sim {

/// The built-in dialplan: what each extension of the contexts `default` and `branch` leads to. Owns the mailboxes and rooms.
///
///     1001...     that phone, 20 s          3000 3001 3002 3009  the queues
///     *98         one's own voicemail       4001                 the conference room
///     *97<box>    straight to a mailbox
///
/// It also has those parts of packaging/asterisk/crosspoint.conf to which Crosspoint sends calls; only phones can be consulted.
class Dialplan {
 public:
  Dialplan(Switch& exchange, Queues& queues);

  [[nodiscard]] bool exists(std::string_view context, std::string_view exten) const;

  /// The channel, which nothing serves, goes on at that extension. Where there is none it is hung up.
  void run(Channel& channel, std::string_view context, std::string_view exten);

  /// The exchange restarts: nobody is in the room. Messages stay.
  void forget();

  [[nodiscard]] std::vector<Mailbox>& mailboxes() { return mailboxes_; }
  [[nodiscard]] Room& room() { return room_; }

 private:
  /// Our part of the dialplan. False: the context is none of it.
  bool run_ours(Channel& channel, std::string_view context, std::string_view exten);
  void retrieve(Channel& channel);
  [[nodiscard]] Mailbox* mailbox(std::string_view number);
  void hang_up(Channel& channel);

  Switch& switch_;
  Queues& queues_;
  std::vector<Mailbox> mailboxes_{{"1001", "Alice Martin"}, {"1002", "Bob Stone"}};
  Room room_{"4001", {}, {}};
};

}  // namespace crosspoint::sim
