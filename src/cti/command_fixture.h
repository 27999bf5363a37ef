// One piece because it is one house: each part of the server is a line.
#pragma once

#include <gtest/gtest.h>

#include "cti/clients.h"
#include "cti/command.h"
#include "cti/commands.h"
#include "cti/state.h"
#include "cti/updates.h"
#include "domain/agent_logins.h"
#include "domain/agents.h"
#include "domain/call_endings.h"
#include "domain/calls.h"
#include "domain/chat.h"
#include "domain/current_calls.h"
#include "domain/exchange_link.h"
#include "domain/fax/faxes.h"
#include "domain/features.h"
#include "domain/forms/forms.h"
#include "domain/history/history.h"
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
#include "domain/switchboard.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/blind_transfers.h"
#include "domain/transfers/holds.h"
#include "domain/transfers/transfer_results.h"
#include "domain/voicemails.h"

namespace crosspoint::cti {

/// A small house for the tests of commands: Alice with a line, an agent and a voicemail, Bob with a line, no link to an exchange.
/// No sockets, no threads; the time stands still. Every line that is sent has to be one that docs/messages.yml describes.
class CommandFixture : public testing::Test {
 protected:
  CommandFixture();
  ~CommandFixture() override;

  /// Sends one request as Alice.
  void say(std::string_view request);

  /// Sends one request as Alice, and the store commits what follows from it.
  void say_and_commit(std::string_view request);

  /// Says it and returns the one reply, without its time.
  std::string ask(std::string_view request);

  /// Lets the store carry out all that waits for it, and returns the replies that follow.
  std::string commit();

  /// Tells clients what has happened.
  void tell_events();

  static std::string without_time(std::string line);

  /// What was told to a topic, without the time.
  std::string told(flow::Topic topic) const;

  static constexpr auto* server = "5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10";
  static constexpr auto* alice = "0c6b7a52-3f1d-4f0e-8b6a-9d5e4c3b2a19";
  static constexpr auto* bob = "7b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e";
  static constexpr Time now{std::chrono::seconds{1'795'452'018}};

  flow::Effects effects;
  domain::Events events;
  directory::Directory directory;
  flow::Tokens tokens;
  WallClock wall_clock;
  pbx::Exchange exchange{pbx::Settings{}, effects};
  domain::TransferResults transfer_results{exchange, events};
  domain::AttendedTransfers attended_transfers{directory,        exchange, {},     std::chrono::seconds(30),
                                               transfer_results, events,   effects};
  domain::Holds holds{directory, exchange, attended_transfers, events, effects};
  domain::Lines lines{directory, events};
  domain::Voicemails voicemails{directory, events};
  domain::Members members{directory, exchange};
  domain::Features features{directory, tokens, events, effects};
  domain::AgentLogins logins{directory, exchange, wall_clock, tokens, events, effects, domain::AgentLogins::MemberForm::direct};
  domain::Agents agents{directory, exchange, wall_clock, holds, logins, events};
  domain::QueueMembership membership{directory, logins, agents, tokens, events, effects};
  domain::Listening listening{directory, logins, exchange, events};
  domain::Presences presences{directory, features, logins, tokens, effects};
  domain::ChannelIds channel_ids{1};
  domain::Calls calls{directory, lines, exchange, holds, channel_ids, {}, events};
  domain::Chat chat{domain::Chat::Keeping::off, wall_clock, tokens, events, effects};
  domain::PersonalContacts personal{1, directory, tokens, events, effects};
  domain::People people{{}, directory, personal, events, effects};
  domain::History history{{}, directory, exchange, people, wall_clock, tokens, events, effects};
  domain::CurrentCalls current_calls{directory, holds, attended_transfers, events};
  domain::BlindTransfers blind_transfers{directory, exchange, {}, transfer_results, events, effects};
  domain::Switchboard switchboard{directory, exchange, holds, channel_ids, events};
  domain::CallEndings call_endings{exchange, attended_transfers, transfer_results, events};
  domain::OwnCalls own_calls{directory, exchange, holds, attended_transfers, switchboard, transfer_results, call_endings, events};
  domain::QueueEntries queue_entries{directory, exchange, events};
  domain::QueueStatistics queue_statistics{directory, exchange, agents, events};
  domain::QueueCalls queue_calls{directory, wall_clock, tokens, effects};
  domain::Rooms rooms{directory, exchange, events};
  domain::ExchangeLink exchange_link{events};
  domain::Forms forms{domain::Forms::Webhook::configured, wall_clock, tokens, effects};
  domain::Faxes faxes{{.largest = 64 << 10}, directory, exchange, channel_ids, tokens, events, effects};
  State state{directory,     presences,        lines,       voicemails, agents,        members,
              queue_entries, queue_statistics, queue_calls, rooms,      exchange_link, wall_clock};
  Clients clients{1, wall_clock, effects};
  Updates updates{state, clients, Updates::Separation::off};
  Services services{state,      clients,     presences,     features,        calls,
                    chat,       history,     people,        personal,        logins,
                    membership, listening,   current_calls, blind_transfers, attended_transfers,
                    holds,      switchboard, own_calls,     updates,         rooms,
                    forms,      faxes};
  std::vector<directory::Right> rights{directory::Right::own_settings, directory::Right::dial, directory::Right::hang_up};
  Scope scope;
  Extensions extensions;

 private:
  std::string replies() const;
};

}  // namespace crosspoint::cti
