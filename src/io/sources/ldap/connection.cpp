#include "io/sources/ldap/connection.h"

#include <sys/time.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "io/sources/ldap/filter.h"
#include "io/sources/ldap/time_limit.h"

namespace crosspoint::io::sources::ldap {
namespace {

using Clock = Asker::Clock;
using MessagePtr = std::unique_ptr<LDAPMessage, decltype(&ldap_msgfree)>;

/// Never nothing: libldap would wait for ever.
timeval remaining(Clock::time_point until, int parts = 1) {
  auto const left = std::chrono::duration_cast<std::chrono::microseconds>(until - Clock::now()) / parts;
  auto const wait = std::max<std::chrono::microseconds>(left, std::chrono::milliseconds(1)).count();
  return {.tv_sec = wait / 1'000'000, .tv_usec = wait % 1'000'000};
}

/// Certificates are checked, names in them, too; TLS 1.2 is the oldest that is spoken.
int require_certificates(LDAP* link, std::string const& ca) {
  auto const* const file = ca.empty() ? "/etc/ssl/certs/ca-certificates.crt" : ca.c_str();
  int const demand = LDAP_OPT_X_TLS_DEMAND, oldest = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2, we_are_server = 0;
  ldap_set_option(link, LDAP_OPT_X_TLS_CACERTFILE, file);
  ldap_set_option(link, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
  ldap_set_option(link, LDAP_OPT_X_TLS_PROTOCOL_MIN, &oldest);
  return ldap_set_option(link, LDAP_OPT_X_TLS_NEWCTX, &we_are_server);
}

void bound_entries(LDAP* link) {
  Sockbuf* bytes = nullptr;
  auto limit = static_cast<ber_len_t>(Connection::most_bytes_of_entry);
  if (ldap_get_option(link, LDAP_OPT_SOCKBUF, static_cast<void*>(&bytes)) == LDAP_OPT_SUCCESS && bytes != nullptr)
    ber_sockbuf_ctrl(bytes, LBER_SB_OPT_SET_MAX_INCOMING, &limit);
}

}  // namespace

Result<Contacts> Connection::ask(Question const& question, Clock::time_point until) {
  until_ = until;
  auto const* const wanted = std::get_if<flow::WithIds>(&question);
  if (wanted != nullptr && (wanted->ids.empty() || settings_.mapping.id.empty())) return Contacts{};
  auto const filter = wanted != nullptr ? with_ids(settings_.mapping.id, wanted->ids)
                                        : matching(settings_.filter, std::get<flow::Matching>(question).pattern);
  auto const limit = wanted != nullptr ? wanted->ids.size() : settings_.limit;
  auto const was_connected = link_ != nullptr;
  auto answer = ask_once(filter, limit);
  // Servers end connections that were idle for long: that is no reason to fail.
  if (!answer && was_connected && Clock::now() < until) return ask_once(filter, limit);
  return answer;
}

Result<Contacts> Connection::ask_once(std::string const& filter, std::size_t limit) {
  auto answer = link_ ? Result<>{} : connect();
  auto found = answer ? search(filter, limit) : tl::make_unexpected(answer.error());
  if (!found) link_.reset();
  return found;
}

Result<> Connection::connect() {
  LDAP* link = nullptr;
  if (int const code = ldap_initialize(&link, settings_.uri.c_str()); code != LDAP_SUCCESS) return failure(code);
  link_.reset(link);
  int const version = LDAP_VERSION3;
  ldap_set_option(link, LDAP_OPT_PROTOCOL_VERSION, &version);
  ldap_set_option(link, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
  auto const servers = 1 + static_cast<int>(std::ranges::count(settings_.uri, ' '));
  auto const network = remaining(until_, servers), all = remaining(until_);
  ldap_set_option(link, LDAP_OPT_NETWORK_TIMEOUT, &network);
  ldap_set_option(link, LDAP_OPT_TIMEOUT, &all);
  ldap_set_option(link, LDAP_OPT_CONNECT_CB, &connected_);
  bound_entries(link);
  if (settings_.starttls || settings_.uri.find("ldaps://") != std::string::npos)
    if (require_certificates(link, settings_.ca) != LDAP_OPT_SUCCESS)
      return fail(Errc::unavailable, "the CA file cannot be used: " + settings_.ca);
  if (settings_.starttls)
    if (int const code = ldap_start_tls_s(link, nullptr, nullptr); code != LDAP_SUCCESS) return failure(code);
  if (settings_.bind_dn.empty()) return {};
  auto password = settings_.password;
  berval secret{.bv_len = password.size(), .bv_val = password.data()};
  int const code = ldap_sasl_bind_s(link, settings_.bind_dn.c_str(), LDAP_SASL_SIMPLE, &secret, nullptr, nullptr, nullptr);
  if (code != LDAP_SUCCESS) return failure(code);
  return {};
}

int Connection::connected(LDAP*, Sockbuf* bytes, LDAPURLDesc*, sockaddr*, ldap_conncb* self) {
  limit_time(bytes, static_cast<Connection*>(self->lc_arg)->until_);
  return 0;
}

Result<Contacts> Connection::search(std::string const& filter, std::size_t limit) {
  auto const& mapping = settings_.mapping;
  std::vector<std::string> names;
  if (!mapping.id.empty()) names.push_back(mapping.id);
  for (auto const& [field, attribute] : mapping.fields) names.push_back(attribute);
  std::vector<char*> wanted;
  wanted.reserve(names.size() + 1);
  for (auto& name : names) wanted.push_back(name.data());
  wanted.push_back(nullptr);

  auto left = remaining(until_);
  int question = 0;
  int const code = ldap_search_ext(link_.get(), settings_.base.c_str(), LDAP_SCOPE_SUBTREE, filter.c_str(), wanted.data(), 0,
                                   nullptr, nullptr, &left, static_cast<int>(limit), &question);
  if (code != LDAP_SUCCESS) return failure(code);
  Contacts contacts;
  while (true) {
    left = remaining(until_);
    LDAPMessage* received = nullptr;
    int const kind = ldap_result(link_.get(), question, LDAP_MSG_ONE, &left, &received);
    MessagePtr const message(received, ldap_msgfree);
    if (kind == 0) return failure(LDAP_TIMEOUT);
    if (kind < 0) {
      int reason = LDAP_SERVER_DOWN;
      ldap_get_option(link_.get(), LDAP_OPT_RESULT_CODE, &reason);
      return failure(reason);
    }
    if (kind == LDAP_RES_SEARCH_ENTRY && contacts.size() < limit) contacts.push_back(contact(message.get()));
    if (kind != LDAP_RES_SEARCH_RESULT) continue;
    int result = LDAP_OTHER;
    ldap_parse_result(link_.get(), message.get(), &result, nullptr, nullptr, nullptr, nullptr, 0);
    // More than the limit would have matched: what came is as good as any of it.
    if (result != LDAP_SUCCESS && result != LDAP_SIZELIMIT_EXCEEDED) return failure(result);
    return contacts;
  }
}

directory::Contact Connection::contact(LDAPMessage* entry) const {
  directory::Contact contact;
  if (!settings_.mapping.id.empty()) contact.id = value(entry, settings_.mapping.id);
  for (auto const& [field, attribute] : settings_.mapping.fields)
    if (auto text = value(entry, attribute); !text.empty()) contact.fields[field] = std::move(text);
  return contact;
}

/// The first value of an attribute; nothing when the entry has none.
std::string Connection::value(LDAPMessage* entry, std::string const& attribute) const {
  std::unique_ptr<berval*, decltype(&ldap_value_free_len)> const values(
      ldap_get_values_len(link_.get(), entry, attribute.c_str()), ldap_value_free_len);
  if (!values || *values == nullptr) return {};
  auto const& first = **values;
  return valid_utf8({first.bv_val, first.bv_len});
}

/// The error with what the server or the TLS library has to say about it. Of a certificate that is not trusted GnuTLS (Debian 12)
/// says nothing, and OpenSSL (Debian 13) what it thinks.
tl::unexpected<Error> Connection::failure(int code) const {
  bool const late = code == LDAP_TIMEOUT || Clock::now() >= until_;
  std::string text = late ? "no answer in time" : ldap_err2string(code);
  char* details = nullptr;
  if (link_) ldap_get_option(link_.get(), LDAP_OPT_DIAGNOSTIC_MESSAGE, static_cast<void*>(&details));
  std::unique_ptr<char, decltype(&ldap_memfree)> const owned(details, [](void* memory) { ldap_memfree(memory); });
  std::string_view const why = details == nullptr ? "" : details;
  bool const is_silent = why == "(unknown error code)";
  if (is_silent || why.find("certificate verify failed") != std::string_view::npos)
    text += ": TLS failed: its certificate is not of the CA, or not of this host";
  if (!is_silent && !why.empty()) text.append(": ").append(why);
  return fail(Errc::unavailable, valid_utf8(text));
}

}  // namespace crosspoint::io::sources::ldap
