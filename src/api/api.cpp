#include "api/api.h"

#include <array>

namespace crosspoint::api {
namespace {

struct Route {
  std::string_view path;
  Resource const* resource;
};

#define ROUTE(path, name) Route{path, &name##_resource},
constexpr std::array routes{
#include "api/routes.list"
};
#undef ROUTE

/// Whether a list of methods, "GET, HEAD", has the method.
bool allows(std::string_view list, std::string_view method) {
  auto const found = list.find(method);
  if (method.empty() || found == std::string_view::npos) return false;
  auto const end = found + method.size();
  return (found == 0 || list[found - 1] == ' ') && (end == list.size() || list[end] == ',');
}

}  // namespace

void Api::asked(flow::HttpAsked const& asked) {
  auto said = answer(asked.request);
  said.id = asked.id;
  effects_.emplace_back(std::move(said));
}

flow::HttpAnswer Api::answer(flow::HttpRequest const& request) const {
  for (auto const& [path, resource] : routes) {
    if (path != request.path) continue;
    if (allows(resource->allow, request.method)) return resource->answer(context_, request);
    auto refusal = problem(405, "Method Not Allowed", "This resource answers to " + std::string(resource->allow) + ".");
    refusal.headers.emplace_back("Allow", resource->allow);
    return refusal;
  }
  return problem(404, "Not Found", "There is no such resource.");
}

}  // namespace crosspoint::api
