#include "io/sources/http/url.h"

#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>

#include "io/sources/placeholder.h"

namespace crosspoint::io::sources::http {

Result<Url> parse_url(std::string_view text) {
  auto const parsed = boost::urls::parse_uri({text.data(), text.size()});
  if (!parsed) return fail(Errc::bad_request, "is no address: " + parsed.error().message());
  auto const scheme = parsed->scheme_id();
  bool const tls = scheme == boost::urls::scheme::https;
  if (!tls && scheme != boost::urls::scheme::http) return fail(Errc::bad_request, "begins with neither http:// nor https://");
  if (parsed->has_userinfo()) return fail(Errc::bad_request, "holds a password: put it into headers, as Authorization");
  if (parsed->host().empty()) return fail(Errc::bad_request, "names no host");
  std::uint16_t const usual_port = tls ? 443 : 80;
  auto const port = parsed->has_port() ? parsed->port_number() : usual_port;
  if (port == 0) return fail(Errc::bad_request, "names no port that exists");
  Url url{tls, std::string(parsed->host_address()), port, std::string(parsed->encoded_target())};
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  return url;
}

Result<> check_template(std::string_view url, std::string_view placeholder) {
  auto const short_one = parse_url(filled(url, placeholder, "1"));
  if (!short_one) return tl::make_unexpected(short_one.error());
  auto const long_one = parse_url(filled(url, placeholder, "11"));
  if (!long_one || long_one->host != short_one->host || long_one->port != short_one->port ||
      long_one->target == short_one->target)
    return fail(Errc::bad_request, "needs " + std::string(placeholder) + " in its path or query, and nowhere else");
  return {};
}

std::string percent_encoded(std::string_view value) {
  return boost::urls::encode({value.data(), value.size()}, boost::urls::unreserved_chars);
}

std::string percent_encoded(std::vector<std::string> const& values) {
  std::string text;
  for (auto const& value : values) text.append(text.empty() ? "" : ",").append(percent_encoded(value));
  return text;
}

}  // namespace crosspoint::io::sources::http
