#include "api/resource.h"

#include "wire/json/writer.h"

namespace crosspoint::api {

flow::HttpAnswer json(unsigned status, std::string object) {
  return {{}, status, "application/json", std::move(object) + "\n", {}};
}

flow::HttpAnswer problem(unsigned status, std::string_view title, std::string_view detail) {
  auto answer = json(status, wire::json::Writer().text("title", title).number("status", status).text("detail", detail).object());
  answer.content_type = "application/problem+json";
  return answer;
}

}  // namespace crosspoint::api
