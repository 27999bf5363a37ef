// One piece because this is where all rooms are joined: a line for each input, notice and part.
#pragma once

#include "api/api.h"
#include "base/wall_clock.h"
#include "core/console/console.h"
#include "core/settings.h"
#include "cti/updates.h"
#include "domain/agent_logins.h"
#include "domain/agents.h"
#include "domain/auto_answer.h"
#include "domain/call_endings.h"
#include "domain/calls.h"
#include "domain/channel_ids.h"
#include "domain/chat.h"
#include "domain/current_calls.h"
#include "domain/dialplan.h"
#include "domain/exchange_link.h"
#include "domain/fax/faxes.h"
#include "domain/features.h"
#include "domain/forms/forms.h"
#include "domain/history/history.h"
#include "domain/lamps.h"
#include "domain/lines.h"
#include "domain/listening.h"
#include "domain/members.h"
#include "domain/own_calls.h"
#include "domain/people/people.h"
#include "domain/people/personal_contacts.h"
#include "domain/presences.h"
#include "domain/queue_membership.h"
#include "domain/queues/queue_calls.h"
#include "domain/queues/queue_entries.h"
#include "domain/queues/queue_statistics.h"
#include "domain/rooms.h"
#include "domain/sheets/sheets.h"
#include "domain/switchboard.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/blind_transfers.h"
#include "domain/transfers/holds.h"
#include "domain/transfers/transfer_results.h"
#include "domain/voicemails.h"
#include "flow/effects.h"
#include "flow/input.h"
#include "pbx/exchange.h"
#include "session/sessions.h"

namespace crosspoint::core {

/// How the link to the exchange is, for those who watch over the server.
struct Vitals {
  char const* exchange;  ///< "connecting", "syncing", "live"
  std::uint64_t events;  ///< of the exchange, taken in so far
  std::uint64_t drift_repaired;
};

/// The whole server as one deterministic object: the same inputs at the same times give the same effects, byte for byte. It never
/// waits, reads no clock and no random device. Owned by one thread.
class Core {
 public:
  explicit Core(Settings const& settings);
  Core(Core const&) = delete;
  Core& operator=(Core const&) = delete;

  /// What follows from one input. `now` never goes back.
  flow::Effects step(flow::Input input, Time now);

  /// When a Tick is due at the latest.
  [[nodiscard]] Time deadline() const;

  [[nodiscard]] pbx::Exchange const& exchange() const { return exchange_; }
  [[nodiscard]] Vitals vitals() const;

 private:
  // One overload for each kind of input.
  void take(flow::AmiConnected const& input, Time now) { exchange_.connected(input.link, now); }
  void take(flow::AmiBytes const& input, Time now);
  void take(flow::AmiClosed const& input, Time now) { exchange_.closed(input.link, input.reason, now); }
  void take(flow::AgiAsked const& input, Time now);
  void take(flow::HttpAsked const& input, Time) { api_.asked(input); }
  void take(flow::ClientOpened const& input, Time now) { sessions_.opened(input, now); }
  void take(flow::ClientLine const& input, Time now) { sessions_.line(input, now); }
  void take(flow::ClientSecured const& input, Time) { sessions_.secured(input); }
  void take(flow::ClientClosed const& input, Time now) { sessions_.closed(input, now); }
  void take(flow::PasswordChecked const& input, Time now) { sessions_.password_checked(input, now); }
  void take(flow::SignInAnswered const& input, Time now) { sessions_.sign_in_answered(input, now); }
  void take(flow::SignInsEnded const& input, Time now) { sessions_.sign_ins_ended(input, now); }
  void take(flow::PresencesLoaded const& input, Time now) { presences_.loaded(input.presences, now); }
  void take(flow::ChatLoaded& input, Time) { chat_.loaded(std::move(input)); }
  void take(flow::Stored const& input, Time now);
  void take(flow::SourceAnswered& input, Time now) { people_.answered(input, now); }
  void take(flow::SourceLoaded& input, Time) { people_.loaded(input); }
  void take(flow::CallsRead& input, Time) { history_.read(std::move(input)); }
  void take(flow::PersonalLoaded& input, Time) { personal_contacts_.loaded(input); }
  void take(flow::Configured& input, Time now);
  void take(flow::LoginsLoaded& input, Time) { logins_.loaded(std::move(input.logins)); }
  void take(flow::VisitorLine const& input, Time now) { console_.line(input, now); }
  void take(flow::VisitorGone const& input, Time) { console_.gone(input.visitor); }
  void take(flow::SheetsConfigured& input, Time) { sheets_.configured(std::move(input.models)); }
  void take(flow::FormsLoaded const& input, Time now) { forms_.loaded(input, now); }
  void take(flow::FormSent const& input, Time now) { forms_.sent(input, now); }
  void take(flow::FaxConverted const& input, Time now) { faxes_.converted(input, now); }
  void take(flow::Tick const& input, Time now);
  void take(flow::QueueCallsLoaded const& input, Time now) { queue_calls_.loaded(input, now); }
  void take(flow::WallClockSet const& input, Time now);

  // One overload for each kind of notice from the exchange.
  void heed(pbx::LinkChanged const& notice, Time now);
  void heed(pbx::DeviceChanged const& notice, Time now);
  void heed(pbx::MailboxChanged const& notice, Time) { voicemails_.mailbox_changed(notice.address, notice.new_messages); }
  void heed(pbx::LegEnded const& notice, Time now);
  void heed(pbx::MemberChanged const& notice, Time now);
  void heed(pbx::MemberGone const& notice, Time now);
  void heed(pbx::EntriesChanged const& notice, Time now);
  void heed(pbx::Answered const& notice, Time now);
  void heed(pbx::AgentCalled const& notice, Time now);
  void heed(pbx::AgentConnected const& notice, Time now);
  void heed(pbx::AgentCompleted const& notice, Time now);
  void heed(pbx::CallsChanged const& notice, Time now);
  void heed(pbx::Originated const& notice, Time);
  void heed(pbx::CallerJoined const& notice, Time) { queue_calls_.joined(notice); }
  void heed(pbx::CallerLeft const& notice, Time now) { queue_calls_.left(notice, now); }
  void heed(pbx::CallerReplaced const& notice, Time now) { queue_calls_.replaced(notice, now); }
  void heed(pbx::HoldTimeChanged const& notice, Time now) { queue_statistics_.changed(notice.queue, now); }
  void heed(pbx::RoomChanged const& notice, Time) { rooms_.changed(notice.room); }
  void heed(pbx::UserEventTold const& notice, Time now);
  void heed(pbx::CallArrived const& notice, Time now) { sheets_.arrived(notice, now); }
  void heed(pbx::DialBegan const& notice, Time now) { sheets_.dial_began(notice, now); }
  void heed(pbx::LocalEnded const& notice, Time) { faxes_.ended(notice); }
  void heed(pbx::FaxSent const& notice, Time) { faxes_.sent(notice); }

  template <class Notice>
  void tell_of_member(Notice const& notice, Time now);
  void tell_what_happened(Time now);

  flow::Effects effects_;
  domain::Events events_;
  directory::Directory directory_;
  WallClock wall_clock_;  ///< the one place where times become what clients and the store see, and back
  bool configured_ = false;

  flow::Tokens tokens_;  ///< of what the store answers
  domain::ChannelIds channel_ids_;
  pbx::Exchange exchange_;
  domain::TransferResults transfer_results_;
  domain::AttendedTransfers attended_transfers_;
  domain::Holds holds_;
  domain::Lines lines_;
  domain::Voicemails voicemails_;
  domain::Members members_;
  domain::Features features_;
  domain::AgentLogins logins_;
  domain::Agents agents_;
  domain::QueueMembership membership_;
  domain::Listening listening_;
  domain::Presences presences_;
  domain::Lamps lamps_;
  domain::Calls calls_;
  domain::PersonalContacts personal_contacts_;
  domain::People people_;
  domain::Chat chat_;
  domain::History history_;
  domain::Dialplan dialplan_;
  domain::CurrentCalls current_calls_;
  domain::BlindTransfers blind_transfers_;
  domain::Switchboard switchboard_;
  domain::CallEndings call_endings_;
  domain::OwnCalls own_calls_;
  domain::ExchangeLink exchange_link_;
  domain::AutoAnswer auto_answer_;
  domain::QueueEntries queue_entries_;
  domain::QueueStatistics queue_statistics_;
  domain::QueueCalls queue_calls_;
  domain::Rooms rooms_;
  domain::Sheets sheets_;
  domain::Forms forms_;
  domain::Faxes faxes_;

  cti::State state_;
  cti::Clients clients_;
  cti::Updates updates_;
  session::Sessions sessions_;
  console::Console console_;
  std::string const version_;
  api::Api api_;
};

}  // namespace crosspoint::core
