// One header: everything that clients are told, at a glance.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "cti/clients.h"
#include "cti/lists.h"
#include "cti/state.h"
#include "domain/events.h"

namespace crosspoint::cti {

/// Writes what happened for those who are to hear it: each update once, as the bytes of its line.
/// Another thing to tell is an event in domain/events.h, a tell() here, and its file in updates/.
class Updates {
 public:
  enum class Separation { off, on };

  Updates(State const& state, Clients& clients, Separation separation)
      : state_(state), clients_(clients), separation_(separation) {}

  void tell(domain::PresenceChanged const& event, Time now);
  void tell(domain::ServicesSet const& event, Time now);
  void tell(domain::LineStateChanged const& event, Time now);
  void tell(domain::MessagesChanged const& event, Time now);
  void tell(domain::AgentChanged const& event, Time now);
  void tell(domain::MemberChanged const& event, Time now);
  void tell(domain::ConfigAdded const& event, Time now);
  void tell(domain::ConfigChanged const& event, Time now);
  void tell(domain::ConfigMoved const& event, Time now);
  void tell(domain::ConfigRemoved const& event, Time now);
  void tell(domain::DialAccepted const& event, Time now);
  void tell(domain::CallRefused const& event, Time now);
  void tell(domain::PeopleFound const& event, Time now);
  void tell(domain::ChatMessage const& event, Time now);
  void tell(domain::HistoryRead const& event, Time now);
  void tell(domain::HistorySeen const& event, Time now);
  void tell(domain::FavoriteSet const& event, Time now);
  void tell(domain::ContactCreated const& event, Time now);
  void tell(domain::ContactEdited const& event, Time now);
  void tell(domain::ContactDeleted const& event, Time now);
  void tell(domain::ContactsPurged const& event, Time now);
  void tell(domain::ContactRead const& event, Time now);
  void tell(domain::ContactsImported const& event, Time now);
  void tell(domain::ContactsExported const& event, Time now);
  void tell(domain::FeatureDialled const&, Time) {}  // the dialplan is told; clients hear of the services themselves
  void tell(domain::CallTurnedAway const&, Time) {}
  void tell(domain::QueueStaffChanged const& event, Time now);
  void tell(domain::CurrentCallsChanged const& event, Time now);
  void tell(domain::TransferAnswered const& event, Time now);
  void tell(domain::TransferCancelled const& event, Time now);
  void tell(domain::QueueEntriesChanged const& event, Time now);
  void tell(domain::QueueFiguresChanged const& event, Time now);
  void tell(domain::RoomsChanged const& event, Time now);
  void tell(domain::MembershipsChanged const& event, Time now);
  void tell(domain::SheetShown const& event, Time now);
  void tell(domain::FaxProgress const& event, Time now);
  void tell(domain::OwnCallsChanged const& event, Time now);
  void tell(domain::TransferEnded const& event, Time now);
  void tell(domain::CallEnded const& event, Time now);
  void tell(domain::ExchangeChanged const& event, Time now);

  /// Where what concerns elements of a context is told: everywhere, unless contexts are separated. (protocol 6.9)
  [[nodiscard]] flow::Topic topic_of(std::string const& context);

  /// The same for what only its subscribers are told: `kind` is one whose id says "as for context".
  [[nodiscard]] flow::Topic topic_of(flow::Topic::Kind kind, std::string const& context);

 private:
  /// To all who see elements of that context.
  void tell_of(ListView const& list, std::string const& context, wire::json::Writer message, Time now, flow::StateKey state = 0,
               std::string more = {});

  State const& state_;
  Clients& clients_;
  Separation separation_;
  std::map<std::string, std::int64_t> context_numbers_;  ///< grows with the contexts ever configured
};

// The status messages of protocol 5.9, told to who registered, and at once to who registers.
wire::json::Writer agent_status_message(State const& state, directory::Agent const& agent);
wire::json::Writer endpoint_status_message(State const& state, directory::Line const& line);
wire::json::Writer user_status_message(State const& state, directory::User const& user);

/// A message between users, without its id; nothing if one of them is no more. (protocol S33)
std::optional<boost::json::object> chat_message(State const& state, domain::ChatMessage const& event);

/// Whom a user talks to, without the time: as it is told, and as it is answered. (protocol S23)
boost::json::object current_calls_message(State const& state, std::vector<domain::CurrentCall> const& calls);
/// All calls of a user, without the time: as it is told, and as it is answered. (P230)
boost::json::object own_calls_message(State const& state, std::vector<domain::ShownCall> const& calls);
/// How the link to the exchange is: as it is told, and to who has just logged in. (P251)
wire::json::Writer exchange_message(State const& state);
/// The target of a transfer from that line has answered. (protocol S24)
wire::json::Writer transfer_answered_message(directory::Line const& line);
// What is told to who subscribed, and at once to who subscribes. (protocol 5.5, 5.6)
boost::json::object entries_message(State const& state, directory::Queue const& queue);
wire::json::Writer figures_message(State const& state, directory::Queue const& queue, domain::LiveFigures::Group group, Time now);
boost::json::object rooms_message(State const& state, Scope const& scope);
boost::json::object memberships_message(State const& state, UserId user);

/// One number for each state that clients are told of: the same state, the same number.
constexpr flow::StateKey state_key(std::uint64_t kind, std::int64_t id) { return (kind << 48) | static_cast<std::uint64_t>(id); }

/// Kinds for state_key.
enum StateKind : std::uint64_t {
  user_presence = 1,
  user_registration,
  line_state,
  line_registration,
  messages,
  agent_state,
  agent_registration,
  queue_member,
  queue_staff,
  current_calls,
  entries_of_queue,
  figures_of_queue,  ///< and the two that follow, one a group
  rooms_of_context = figures_of_queue + 3,
  rooms_of_user,
  own_calls,
  exchange_link
};

}  // namespace crosspoint::cti
