#include "io/http/files.h"

#include <algorithm>
#include <boost/beast/http/rfc7230.hpp>

#include "base/text.h"

namespace crosspoint::io::http {
namespace {

namespace beast = boost::beast;
using Field = Answer::Field;

/// What the pages may do: all they need comes from here, nobody frames them.
constexpr std::string_view content_security_policy =
    "default-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'";
constexpr std::string_view permissions = "microphone=(self), speaker-selection=(self), hid=(self)";

/// Whether `Accept-Encoding` names the coding, and not with a weight of 0. (RFC 9110, 12.5.3)
bool takes(Request const& request, std::string_view coding) {
  for (auto const& [name, parameters] : beast::http::ext_list{request[Field::accept_encoding]}) {
    if (!equal_ignoring_case(view(name), coding)) continue;
    return std::ranges::none_of(parameters, [](auto const& parameter) {
      return equal_ignoring_case(view(parameter.first), "q") &&
             view(parameter.second).find_first_not_of("0.") == std::string::npos;
    });
  }
  return false;
}

/// Whether `If-None-Match` names the tag. (RFC 9110, 13.1.2)
bool has(Request const& request, std::string_view tag) {
  auto const known = view(request[Field::if_none_match]);
  return known == "*" || known.find(tag) != std::string_view::npos;
}

}  // namespace

Answer answer_with(File const& file, Request const& request) {
  auto body = file.plain;
  std::string_view coding;
  if (!file.gzip.empty() && takes(request, "gzip")) body = file.gzip, coding = "gzip";
  if (!file.brotli.empty() && takes(request, "br")) body = file.brotli, coding = "br";
  auto tag = '"' + std::string(file.tag);
  if (!coding.empty()) tag.append("-").append(coding);
  tag += '"';
  bool const is_known = has(request, tag);
  Answer answer(is_known ? Answer::Status::not_modified : Answer::Status::ok);
  answer.set(Field::etag, tag);
  answer.set(Field::vary, "Accept-Encoding");
  answer.set(Field::cache_control, file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  answer.set("Content-Security-Policy", content_security_policy);
  answer.set("Permissions-Policy", permissions);
  answer.set("Cross-Origin-Opener-Policy", "same-origin");
  answer.set("Referrer-Policy", "no-referrer");
  if (is_known) return answer;
  answer.set(Field::content_type, file.type);
  if (!coding.empty()) answer.set(Field::content_encoding, coding);
  answer.use(body);
  return answer;
}

}  // namespace crosspoint::io::http
