#pragma once

#include <string>

#include "flow/http.h"
#include "pbx/exchange.h"
#include "session/sessions.h"

namespace crosspoint::api {

/// What resources can look at.
struct Context {
  std::string const& version;  ///< of this program
  pbx::Exchange const& exchange;
  session::Sessions const& sessions;
};

/// What is behind one path. Gets only requests whose method it allows; the answer gets the request's id by the caller.
struct Resource {
  std::string_view allow;  ///< methods, as the header of that name lists them: "GET, HEAD"
  flow::HttpAnswer (*answer)(Context const&, flow::HttpRequest const&);
};

flow::HttpAnswer json(unsigned status, std::string object);

/// An error as programs can read it (RFC 9457): the title of its status, and a sentence that says what to do.
flow::HttpAnswer problem(unsigned status, std::string_view title, std::string_view detail);

#define ROUTE(path, name) extern Resource const name##_resource;
#include "api/routes.list"
#undef ROUTE

}  // namespace crosspoint::api
