#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"

namespace crosspoint::flow {

/// A request over HTTP that was read to its end.
struct HttpRequest {
  std::string method;        ///< "GET"
  std::string path;          ///< percent-decoded, valid UTF-8: "/api/v1/status"
  std::string query;         ///< what stood behind the `?`, not decoded
  std::string content_type;  ///< as the client named it
  std::string body;          ///< bytes; of what encoding, the resource has to check
};

/// A request that the core has to answer; by HttpAnswer, and soon: a client waits.
struct HttpAsked {
  HttpId id;
  HttpRequest request;
};

struct HttpAnswer {
  HttpId id;
  unsigned status;
  std::string content_type, body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< further ones
  bool operator==(HttpAnswer const&) const = default;
};

}  // namespace crosspoint::flow
