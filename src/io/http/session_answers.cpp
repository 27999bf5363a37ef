// What is answered to a request, and by whom.
#include <algorithm>
#include <boost/url/decode_view.hpp>
#include <boost/url/parse.hpp>

#include "base/printable.h"
#include "base/text.h"
#include "io/http/handshake.h"
#include "io/http/session.h"

namespace crosspoint::io::http {
namespace {

using Field = Answer::Field;
using Status = Answer::Status;
using boost::beast::http::verb;

constexpr std::string_view bearer = "Bearer ";

/// Whether somebody between says that it came from elsewhere.
bool was_forwarded(Request const& request) {
  return std::ranges::any_of(std::array{"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"},
                             [&](auto const* name) { return request.find(name) != request.end(); });
}

/// A host, with a port or without: what may stand in the address of a redirection.
bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 255 + sizeof ":65535" &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:[]") == std::string_view::npos;
}

Answer not_allowed(std::string_view allowed) {
  auto answer = refusal(Status::method_not_allowed);
  answer.set(Field::allow, allowed);
  return answer;
}

Answer stranger() {
  auto answer = refusal(Status::unauthorized, "This needs a token, or an address that the setting http.monitors lists.");
  answer.set(Field::www_authenticate, "Bearer");
  return answer;
}

}  // namespace

/// With its head read: what needs no body is answered now, or refused.
void Session::take_head() {
  if (auto wrong = fault()) return refuse(std::move(*wrong));
  auto at_once = redirection();
  if (!at_once) at_once = answer_at_once();
  if (at_once) return has_body() ? refuse(std::move(*at_once)) : answer(std::move(*at_once));
  if (!has_body()) return ask_core();
  begin_body(parser_->chunked() ? std::nullopt : std::optional(*parser_->content_length()));
}

bool Session::has_body() const { return parser_->chunked() || parser_->content_length().value_or(0) > 0; }

/// What makes a request no request at all. (RFC 9112, 3.2)
std::optional<Answer> Session::fault() const {
  auto const& request = parser_->get();
  auto const hosts = request.count(Field::host);
  if (hosts > 1 || (hosts == 0 && request.version() >= 11) || (hosts == 1 && !is_host(view(request[Field::host]))))
    return refusal(Status::bad_request, "The request has to name its host, once.");
  if (request.target().empty() || request.target().front() != '/' || !boost::urls::parse_origin_form(view(request.target())))
    return refusal(Status::bad_request, "The target of the request is no path.");
  if (has_body() && (request.method() == verb::get || request.method() == verb::head))
    return refusal(Status::bad_request, "A request that only reads has no body.");
  return std::nullopt;
}

/// A certificate was configured so that nothing goes over the network in clear.
std::optional<Answer> Session::redirection() const {
  if (encrypted_ || !common_.tls || address_.is_loopback()) return std::nullopt;
  auto const& request = parser_->get();
  if (request.find(Field::host) == request.end()) return refusal(Status::bad_request, "Ask by https.");
  auto answer = refusal(Status::permanent_redirect);
  answer.set(Field::location, "https://" + std::string(request[Field::host]) + std::string(request.target()));
  return answer;
}

/// By everybody but the core.
std::optional<Answer> Session::answer_at_once() {
  auto const& request = parser_->get();
  auto const path = path_of(request);
  bool const is_read = request.method() == verb::get || request.method() == verb::head;
  if (auto const& websockets = common_.site.websockets; websockets.adopt && path == websockets.path)
    return request.method() == verb::get ? answer_websocket() : not_allowed("GET");
  if (auto const route = common_.site.routes.find(path); route != common_.site.routes.end()) {
    if (!may_ask(route->second.scope)) return stranger();
    return is_read ? route->second.answer() : not_allowed("GET, HEAD");
  }
  if (auto const file = std::ranges::find(common_.site.files, path, &File::path); file != common_.site.files.end())
    return is_read ? answer_with(*file, request) : not_allowed("GET, HEAD");
  if (auto const& resources = common_.site.resources; resources.ask && path.starts_with(resources.prefix))
    return may_ask(resources.scope) ? std::nullopt : std::optional(stranger());
  return refusal(Status::not_found);
}

/// Whether who asks is known here, by where it is or by its token.
bool Session::may_ask(std::string_view scope) const {
  auto const& guard = common_.site.guard;
  auto const& request = parser_->get();
  if (scope.empty() || (address_.is_loopback() && !was_forwarded(request))) return true;
  if (std::ranges::any_of(guard.ranges, [&](net::Range const& range) { return range.has(address_); })) return true;
  auto const credentials = view(request[Field::authorization]);
  if (credentials.starts_with(bearer) && guard.knows && guard.knows(credentials.substr(bearer.size()), scope)) return true;
  if (!credentials.empty()) common_.complain("refused: a token that is not good for this", address_.to_string());
  return false;
}

Answer Session::answer_websocket() const {
  auto const& request = parser_->get();
  auto answer = http::shake_hands(request, common_.site.websockets.origins);
  if (answer.status() == Status::forbidden)
    common_.complain("refused: a WebSocket of a page that http.origins does not admit",
                     address_.to_string() + ", " + printable(view(request[Field::origin])));
  return answer;
}

void Session::ask_core() {
  auto& request = parser_->get();
  auto const target = boost::urls::parse_origin_form(view(request.target()));
  auto path = std::string(target->encoded_path().decode());
  if (!is_valid_utf8(path)) return refuse(refusal(Status::bad_request, "The path is not UTF-8."));
  asked_ = HttpId{++common_.last_asked.value};
  common_.asked.emplace(asked_, weak_from_this());
  give(common_.limits.time_for_core, &Session::core_is_late);
  common_.site.resources.ask({asked_,
                              {std::string(request.method_string()), std::move(path), std::string(target->encoded_query()),
                               valid_utf8(view(request[Field::content_type])), std::move(request.body())}});
}

void Session::core_is_late() { answered({asked_, 503, "text/plain; charset=utf-8", "The server is busy. Try again.\n", {}}); }

void Session::answered(flow::HttpAnswer from_core) {
  common_.asked.erase(std::exchange(asked_, {}));
  Answer answer(static_cast<Status>(from_core.status), from_core.content_type, std::move(from_core.body));
  for (auto const& [name, value] : from_core.headers) answer.set(name, value);
  this->answer(std::move(answer));
}

}  // namespace crosspoint::io::http
