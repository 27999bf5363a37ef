#pragma once

#include <chrono>
#include <cstdint>

#include "directory/feature_codes.h"
#include "domain/agent_logins.h"
#include "domain/destination.h"
#include "domain/fax/faxes.h"
#include "domain/history/history.h"
#include "domain/incoming.h"
#include "domain/people/settings.h"
#include "domain/routing.h"
#include "domain/sheets/sheets.h"
#include "pbx/exchange.h"
#include "session/sessions.h"

namespace crosspoint::core {

using domain::AgentLogins;
using domain::ContactSource;

/// What the core has to know at its start.
struct Settings {
  std::uint64_t run = 1;  ///< unlike that of any other server, and of any other run of this one
  std::string version;    ///< of this program
  pbx::Settings exchange;
  session::Settings sessions;
  domain::VoicemailCodes voicemail_codes;
  directory::FeatureCodes feature_codes;
  domain::PeopleSettings people;
  domain::HistorySettings history;
  bool keep_chat = true;  ///< messages go to the store before they are delivered
  domain::RoutingSettings routing;
  AgentLogins::MemberForm member_form = AgentLogins::MemberForm::direct;
  std::chrono::seconds transfer_ring_time{30};  ///< how long the target of an attended transfer rings
  domain::IncomingSettings incoming;
  domain::SheetSettings sheets;
  bool has_webhook = false;  ///< results of call forms are wanted
  domain::FaxSettings fax;
};

}  // namespace crosspoint::core
