#pragma once

#include <string_view>

#include "base/result.h"
#include "io/sources/inquiries.h"
#include "io/sources/settings.h"

namespace crosspoint::io::sources {

/// The contacts in the text of a CSV file, whose first line names the columns. All or nothing: an error (bad_request) tells the
/// line at fault.
Result<Contacts> contacts_in_csv(std::string_view bytes, Mapping const& mapping);

}  // namespace crosspoint::io::sources
