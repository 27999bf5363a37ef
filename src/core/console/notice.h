#pragma once

#include <string_view>

#include "base/result.h"

namespace crosspoint::core::console {

/// Whether a line is a change notice of an administration tool: `xivo[user,edit,12]`, `xivo[cticonfig,update]`. (protocol 1.9)
/// What it names is not looked at further: everything that has changed is found by comparison. Errors (bad_request): what is
/// expected.
Result<> check_notice(std::string_view line);

}  // namespace crosspoint::core::console
