#pragma once

#include <string>
#include <vector>

namespace crosspoint::app::client {

using Row = std::vector<std::string>;

/// The rows as lines with columns as wide as their longest cell; the first row is the heading. Rows may be shorter than it.
std::vector<std::string> table(std::vector<Row> const& rows);

}  // namespace crosspoint::app::client
