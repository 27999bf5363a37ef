#pragma once

#include <string>

#include "load/exchange/board.h"
#include "wire/ami/message.h"

namespace crosspoint::load {

/// What an exchange that shows this board answers to an action: lists as Asterisk gives them, and that everything else is done.
std::string answer_to(wire::ami::Message const& action, Board const& board);

}  // namespace crosspoint::load
