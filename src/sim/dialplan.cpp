#include "sim/dialplan.h"

#include <algorithm>

#include "sim/apps/dial.h"
#include "sim/apps/queue_call.h"

namespace crosspoint::sim {
namespace {

constexpr std::string_view consult = "*98", direct = "*97";

}  // namespace

Dialplan::Dialplan(Switch& exchange, Queues& queues) : switch_(exchange), queues_(queues) {}

bool Dialplan::exists(std::string_view context, std::string_view exten) const {
  if (context != "default" && context != "branch") return false;
  return switch_.phone(exten) || queues_.by_number(exten) || exten == room_.number || exten == consult ||
         (exten.starts_with(direct) && exten.size() > direct.size());
}

void Dialplan::run(Channel& channel, std::string_view context, std::string_view exten) {
  channel.context = context;
  channel.exten = exten;
  channel.priority = 1;
  channel.served_by = {};
  if (!exists(context, exten)) return hang_up(channel);
  if (auto* const phone = switch_.phone(exten)) return Dial::start(switch_, channel, *phone);
  if (auto* const queue = queues_.by_number(exten)) return QueueCall::start(switch_, queues_, *queue, channel);
  if (exten == room_.number) return Conference::start(switch_, room_, channel);
  auto const consults = exten == consult;
  auto* const box = mailbox(consults ? std::string_view(channel.phone) : exten.substr(direct.size()));
  if (!box) return hang_up(channel);
  Voicemail::start(switch_, *box, consults ? Voicemail::Purpose::consult : Voicemail::Purpose::leave, channel);
}

void Dialplan::forget() {
  room_.participants.clear();
  room_.bridge = {};
}

Mailbox* Dialplan::mailbox(std::string_view number) {
  auto const found = std::ranges::find(mailboxes_, number, &Mailbox::number);
  return found == mailboxes_.end() ? nullptr : &*found;
}

void Dialplan::hang_up(Channel& channel) {
  switch_.event("SoftHangupRequest").with(channel).add("Cause", 16);
  switch_.remove(channel, {});
}

}  // namespace crosspoint::sim
