#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/sources/inquiries.h"
#include "io/sources/settings.h"

namespace crosspoint::io::sources::http {

/// The contacts in the body of an answer: the list at `results` ("data.items"; empty: the body itself is the list), of each
/// element what the mapping's paths lead to. Texts and numbers are values, anything else is none; elements that are no objects
/// are passed over, so are those after the first `limit`. Errors: bad_request, not JSON or no list there.
Result<Contacts> contacts_in(std::string_view body, std::string_view results, Mapping const& mapping, std::size_t limit);

}  // namespace crosspoint::io::sources::http
