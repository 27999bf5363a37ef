#pragma once

#include <vector>

#include "flow/change.h"

namespace soci {
class session;
}

// Results of call forms in the store.
namespace crosspoint::io::store {

/// Oldest first.
std::vector<flow::FormResult> read_forms(soci::session& sql);

// Each is one part of a transaction.
bool carry_out(soci::session& sql, flow::SaveForm const& change);
bool carry_out(soci::session& sql, flow::ForgetForm const& change);

}  // namespace crosspoint::io::store
