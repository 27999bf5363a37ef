#pragma once

#include "app/config.h"
#include "app/doctor/diagnosis.h"
#include "base/result.h"

namespace crosspoint::app::doctor {

/// Logs in to the exchange with the configured account and finds out what it may do: some seconds. Errors (unavailable): no
/// connection, no Asterisk, or the login is refused; the detail says what to do.
Result<Facts> examine(Config::Exchange const& exchange);

}  // namespace crosspoint::app::doctor
