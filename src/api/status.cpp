// GET /api/v1/status: which version runs, how the link to the exchange is, how many clients are connected.
#include "api/resource.h"
#include "wire/json/writer.h"

namespace crosspoint::api {
namespace {

flow::HttpAnswer answer(Context const& context, flow::HttpRequest const&) {
  return json(200, wire::json::Writer()
                       .text("version", context.version)
                       .text("exchange", name_of(context.exchange.state()))
                       .number("clients", static_cast<std::int64_t>(context.sessions.count()))
                       .object());
}

}  // namespace

Resource const status_resource{"GET, HEAD", answer};

}  // namespace crosspoint::api
