#include "sim/dialplan.h"

#include <algorithm>
#include <memory>

#include "sim/apps/consult.h"
#include "sim/apps/dial.h"
#include "sim/apps/joined.h"
#include "sim/apps/on_hold.h"
#include "sim/apps/queue_call.h"

namespace crosspoint::sim {
namespace {

constexpr std::string_view consult = "*98", direct = "*97";
constexpr Duration time_to_hold{7'200'000'000}, time_to_adopt{10'000'000};

bool is_number(std::string_view exten) {
  return !exten.empty() && exten.find_first_not_of("+*#0123456789") == std::string_view::npos;
}

}  // namespace

Dialplan::Dialplan(Switch& exchange, Queues& queues) : switch_(exchange), queues_(queues) {}

bool Dialplan::exists(std::string_view context, std::string_view exten) const {
  if (context == "crosspoint-hold" || context == "crosspoint-orphan" || context == "crosspoint-retrieve") return exten == "s";
  if (context == "crosspoint-consult" || context == "crosspoint-voicemail") return is_number(exten);
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
  if (run_ours(channel, context, exten)) return;
  if (auto* const phone = switch_.phone(exten)) return Dial::start(switch_, channel, *phone);
  if (auto* const queue = queues_.by_number(exten)) return QueueCall::start(switch_, queues_, *queue, channel);
  if (exten == room_.number) return Conference::start(switch_, room_, channel);
  auto const consults = exten == consult;
  auto* const box = mailbox(consults ? std::string_view(channel.phone) : exten.substr(direct.size()));
  if (!box) return hang_up(channel);
  Voicemail::start(switch_, *box, consults ? Voicemail::Purpose::consult : Voicemail::Purpose::leave, channel);
}

bool Dialplan::run_ours(Channel& channel, std::string_view context, std::string_view exten) {
  if (!context.starts_with("crosspoint-")) return false;
  if (context == "crosspoint-hold") {
    OnHold::start(switch_, channel, time_to_hold);
  } else if (context == "crosspoint-orphan") {
    switch_.feed().event(EventClass::user, "UserEvent").with(channel).add("UserEvent", "CrosspointOrphan");
    OnHold::start(switch_, channel, time_to_adopt);
  } else if (context == "crosspoint-retrieve") {
    retrieve(channel);
  } else if (context == "crosspoint-consult") {
    if (auto* const phone = switch_.phone(exten))
      Dial::start(std::make_unique<Consult>(switch_, *this), switch_, channel, *phone);
    else Consult::tell_end(switch_, channel, "CHANUNAVAIL");
  } else if (auto* const box = mailbox(exten)) {
    Voicemail::start(switch_, *box, Voicemail::Purpose::leave, channel);
  } else {
    hang_up(channel);
  }
  return true;
}

void Dialplan::retrieve(Channel& channel) {
  auto* const waiting = switch_.find(channel.variables["XP_CHANNEL"]);
  if (!waiting) return hang_up(channel);
  switch_.set_caller(channel, switch_.phone(channel.phone)->party());
  switch_.set_connected(channel, waiting->caller);
  Joined::start(switch_, *waiting, channel);
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
