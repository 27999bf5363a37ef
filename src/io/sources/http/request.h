#pragma once

#include <boost/asio/ssl/context.hpp>
#include <cstddef>
#include <map>
#include <string>

#include "base/result.h"
#include "io/sources/http/url.h"
#include "io/sources/inquiries.h"

namespace crosspoint::io::sources::http {

constexpr std::size_t most_bytes_of_answer = 4 << 20;

/// The body of one GET, from looking up the name to the last byte; blocks until `until` at most. Certificates and the names in
/// them are checked against what `tls` trusts. Errors: unavailable, for any answer but 200, too; redirections are not followed.
Result<std::string> get(Url const& url, std::map<std::string, std::string> const& headers, boost::asio::ssl::context& tls,
                        Asker::Clock::time_point until);

/// One POST of a JSON text, else as get(). Errors: unavailable, for any answer but 200 to 299, too.
Result<> post(Url const& url, std::map<std::string, std::string> const& headers, std::string body, boost::asio::ssl::context& tls,
              Asker::Clock::time_point until);

}  // namespace crosspoint::io::sources::http
