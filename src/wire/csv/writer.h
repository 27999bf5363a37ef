#pragma once

#include <string>
#include <vector>

namespace crosspoint::wire::csv {

/// Adds one row to a text, with its CR LF. Fields that need it are put in double quotes.
void append_row(std::string& text, std::vector<std::string> const& fields);

}  // namespace crosspoint::wire::csv
