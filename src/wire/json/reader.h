#pragma once

#include <boost/json.hpp>
#include <string_view>

namespace crosspoint::wire::json {

/// One JSON value of somebody else. What is no text in it (bytes that are not UTF-8, half of a surrogate pair) becomes U+FFFD;
/// anything else that is wrong is an error, and the value null. (protocol 1.2)
boost::json::value read(std::string_view text, boost::system::error_code& error, boost::json::storage_ptr memory = {});

}  // namespace crosspoint::wire::json
