#pragma once

#include <string_view>

/// Calls as a real Asterisk has told them, one message after the other, lines ended by LF.
namespace crosspoint::load::recorded {

/// 1001 calls 1002, who answers; the caller ends it.
std::string_view plain_call();

/// 1001 calls the queue support; 1002 answers as an agent, who is in the queue sales, too, and ends it.
std::string_view queue_call();

}  // namespace crosspoint::load::recorded
