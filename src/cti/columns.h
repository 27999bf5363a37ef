#pragma once

#include <boost/json.hpp>
#include <string>

#include "directory/directory.h"
#include "domain/people/events.h"

// What the columns of a display make of a person. (protocol 5.4)
namespace crosspoint::cti {

/// What a column shows of a person: a text; a bool in the columns `favorite` and `personal`; null when there is nothing to show.
boost::json::value column_value(directory::Column const& column, domain::Person const& person);

/// The keys column_headers and column_types.
boost::json::object column_headers(directory::Display const& display);

/// `headers` of the old directory.
boost::json::array old_headers(directory::Display const& display);
/// The same columns of a person, joined by semicolons: as many fields as headers, whatever the values are. (C32)
std::string old_row(directory::Display const& display, domain::Person const& person);

/// `headers` of the switchboard's directory: [title, type] of each column, with one for the numbers. (S21)
boost::json::array switchboard_headers(directory::Display const& display);
/// A person's entries there, one for each number. (S22)
boost::json::array switchboard_entries(directory::Display const& display, domain::Person const& person);

}  // namespace crosspoint::cti
