#pragma once

#include <vector>

#include "flow/agent_login.h"

namespace soci {
class session;
}

// What agents do in the store: log on, and belong to queues. All throw soci::soci_error.
namespace crosspoint::io::store {

std::vector<flow::AgentLogin> read_logins(soci::session& sql);

// Each is one part of a transaction. False when there is no such agent or queue: nothing is written then.
bool carry_out(soci::session& sql, flow::SaveLogin const& change);
bool carry_out(soci::session& sql, flow::DeleteLogin const& change);
bool carry_out(soci::session& sql, flow::SaveMembership const& change);

/// The logins of agents who are no more.
void forget_former_agents(soci::session& sql);

}  // namespace crosspoint::io::store
