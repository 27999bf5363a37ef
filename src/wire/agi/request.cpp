#include "wire/agi/request.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace crosspoint::wire::agi {
namespace {

constexpr std::array fields{
    std::pair{std::string_view("channel"), &Request::channel},
    std::pair{std::string_view("uniqueid"), &Request::uniqueid},
    std::pair{std::string_view("calleridname"), &Request::caller_name},
    std::pair{std::string_view("callerid"), &Request::caller_number},
    std::pair{std::string_view("context"), &Request::context},
    std::pair{std::string_view("extension"), &Request::extension},
    std::pair{std::string_view("rdnis"), &Request::redirecting_number},
    std::pair{std::string_view("callington"), &Request::type_of_number},
};

/// Asterisk writes this for a name or a number that it does not know.
std::string known(std::string_view text) { return std::string(text == "unknown" ? std::string_view{} : text); }

Result<> take(Request& request, std::string_view name, std::string_view value) {
  if (name == "network_script") request.script = value.substr(0, value.find('?'));
  for (auto const& [field, place] : fields)
    if (name == field) request.*place = known(value);
  if (!name.starts_with("arg_")) return {};
  if (name.substr(4) != std::to_string(request.arguments.size() + 1))
    return fail(Errc::bad_request, "argument out of order: agi_" + std::string(name));
  request.arguments.emplace_back(value);
  return {};
}

}  // namespace

Result<Request> parse_request(std::string_view bytes) {
  constexpr std::string_view prefix = "agi_";
  auto const text = valid_utf8(bytes);
  std::string_view lines = text;
  Request request;
  while (!lines.empty()) {
    auto const line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    auto const colon = line.find(": ");
    if (!line.starts_with(prefix) || colon == std::string_view::npos)
      return fail(Errc::bad_request, "not a line of a FastAGI request: " + std::string(line.substr(0, 100)));
    auto const taken = take(request, line.substr(prefix.size(), colon - prefix.size()), line.substr(colon + 2));
    if (!taken) return tl::make_unexpected(taken.error());
  }
  if (request.script.empty()) return fail(Errc::bad_request, "the request has no agi_network_script");
  return request;
}

}  // namespace crosspoint::wire::agi
