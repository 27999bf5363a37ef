#pragma once

#include "directory/directory.h"
#include "domain/agents.h"
#include "domain/lines.h"
#include "domain/members.h"
#include "domain/presences.h"
#include "domain/voicemails.h"

namespace crosspoint::cti {

/// Everything that lists and updates are written from.
struct State {
  directory::Directory const& directory;
  domain::Presences const& presences;
  domain::Lines const& lines;
  domain::Voicemails const& voicemails;
  domain::Agents const& agents;
  domain::Members const& members;
};

}  // namespace crosspoint::cti
