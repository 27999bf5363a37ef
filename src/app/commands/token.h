#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "app/config.h"
#include "base/time.h"

namespace crosspoint::app {

struct TokenAddOptions {
  std::string name;
  std::vector<std::string> scopes;
  std::string expires;  ///< such as "90d", "12h"; empty: never
};

// `crosspoint token ...`: what programs prove themselves with, also while a server runs. Each gives the exit code: 0 done, 1
// refused.

/// Writes the text of the new token to `out` and nothing else, so that a script can take it; nobody can ask for it again.
int run_token_add(Config const& config, TokenAddOptions const& options, WallTime now, std::ostream& out, std::ostream& errors);

/// One token a line, of every kind, in the order in which they were made.
int run_token_list(Config const& config, WallTime now, std::ostream& out, std::ostream& errors);

/// The token of that name, or else of that id.
int run_token_revoke(Config const& config, std::string const& name_or_id, std::ostream& out, std::ostream& errors);

}  // namespace crosspoint::app
