#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/http/answer.h"

namespace crosspoint::io::http {

/// Whether a page of that origin may open a WebSocket: one that is listed, or without a list one that came from the very host
/// that is asked. Programs that are no browsers send no origin, and need none.
bool admits(std::vector<std::string> const& origins, std::string_view origin, std::string_view host);

/// The answer to a request for a WebSocket: 101, or in a sentence why not: 403 for a page of another origin, 426 for what is no
/// request for version 13, 400 for what is malformed. (RFC 6455, 4.2)
Answer shake_hands(Request const& request, std::vector<std::string> const& origins);

}  // namespace crosspoint::io::http
