#include "io/http/handshake.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <boost/beast/http/rfc7230.hpp>

#include "base/printable.h"
#include "base/text.h"
#include "wire/base64/base64.h"

namespace crosspoint::io::http {
namespace {

namespace beast = boost::beast;
using field = Answer::Field;
using status = Answer::Status;

constexpr std::size_t key_size = 16;
constexpr std::string_view key_of_all_servers = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

bool has_token(Request const& request, field name, std::string_view token) {
  return beast::http::token_list{request[name]}.exists({token.data(), token.size()});
}

/// What proves to the client that its handshake was understood.
std::string accept_key(std::string_view key) {
  auto const text = std::string(key).append(key_of_all_servers);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  return wire::base64::encode({reinterpret_cast<char const*>(digest.data()), size});
}

}  // namespace

bool admits(std::vector<std::string> const& origins, std::string_view origin, std::string_view host) {
  auto const is_origin = [origin](std::string_view listed) { return equal_ignoring_case(listed, origin); };
  if (!origins.empty()) return std::ranges::any_of(origins, is_origin);
  if (host.empty()) return false;
  auto const of_host = [host](std::string_view scheme) { return std::string(scheme).append(host); };
  auto const without_port = [](std::string url, std::string_view port) {
    if (url.ends_with(port)) url.resize(url.size() - port.size());
    return url;
  };
  return is_origin(of_host("http://")) || is_origin(of_host("https://")) || is_origin(without_port(of_host("http://"), ":80")) ||
         is_origin(without_port(of_host("https://"), ":443"));
}

Answer shake_hands(Request const& request, std::vector<std::string> const& origins) {
  if (request.find(field::origin) != request.end() && !admits(origins, view(request[field::origin]), view(request[field::host])))
    return refusal(status::forbidden, "Pages of " + printable(view(request[field::origin])) +
                                          " are not admitted here: the setting http.origins of the server names those that are.");
  bool const is_wanted = has_token(request, field::upgrade, "websocket") && has_token(request, field::connection, "upgrade");
  if (!is_wanted || request[field::sec_websocket_version] != "13") {
    auto answer = refusal(status::upgrade_required, "Here is a WebSocket of version 13, and nothing else.");
    answer.set(field::upgrade, "websocket");
    answer.set(field::connection, "upgrade");
    answer.set(field::sec_websocket_version, "13");
    return answer;
  }
  auto const key = view(request[field::sec_websocket_key]);
  auto const decoded = wire::base64::decode(key);
  if (request.version() < 11 || !decoded || decoded->size() != key_size)
    return refusal(status::bad_request, "The request for a WebSocket is malformed.");
  Answer answer(status::switching_protocols);
  answer.set(field::upgrade, "websocket");
  answer.set(field::connection, "Upgrade");
  answer.set(field::sec_websocket_accept, accept_key(key));
  return answer;
}

}  // namespace crosspoint::io::http
