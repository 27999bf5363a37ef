#pragma once

#include <string>
#include <vector>

#include "app/client/book.h"

namespace crosspoint::app::client {

/// What has changed, a sentence each: "Bob Stone (1002): ringing". Nothing for what means nothing to people.
std::vector<std::string> describe(Book const& book, Change const& change);

}  // namespace crosspoint::app::client
