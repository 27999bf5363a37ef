#include "app/config_sources.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "io/sources/http/url.h"

namespace crosspoint::app {
namespace {

using namespace io::sources;
using namespace std::chrono_literals;

constexpr Duration shortest_timeout = 100ms, longest_timeout = 60s;
constexpr std::size_t most_contacts = 10'000;

enum class Type { csv, ldap, http };
constexpr std::array<std::pair<std::string_view, Type>, 3> types{
    {{"csv", Type::csv}, {"ldap", Type::ldap}, {"http", Type::http}}};

/// Names stand in clients' messages, in the log and in the metrics.
bool good_name(std::string_view name) {
  auto const allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, allowed) && name != "internal" && name != "personal";
}

void read_name(yaml::Object& source, std::string_view key, std::string& out) {
  source.text(key, out, yaml::required);
  if (source.has(key) && out.empty()) source.problem(key, "may not be empty");
}

void read_mapping(yaml::Object& source, Mapping& mapping) {
  source.text("id", mapping.id);
  source.text_map("fields", mapping.fields);
  if (mapping.fields.empty()) source.problem("fields", "is required: at least one field of a contact, and where it stands");
  for (auto const& [field, place] : mapping.fields)
    if (field.empty() || place.empty()) source.problem("fields", "neither a field nor its place may be empty");
}

/// What LDAP and HTTP have in common.
template <class Asked>
void read_limits(yaml::Object& source, Asked& asked) {
  source.text("ca", asked.ca);
  if (!asked.ca.empty() && std::ifstream(asked.ca).peek() == EOF)
    source.problem("ca", "the file " + yaml::shown(asked.ca) + " cannot be read or is empty");
  source.number("limit", asked.limit, yaml::optional, std::size_t{1}, most_contacts);
  source.seconds("timeout", asked.timeout);
  if (asked.timeout < shortest_timeout || asked.timeout > longest_timeout)
    source.problem("timeout", "expected from 0.1 to 60 seconds");
}

CsvSettings read_csv(yaml::Object& source) {
  CsvSettings csv;
  read_name(source, "file", csv.file);
  read_mapping(source, csv.mapping);
  return csv;
}

/// Servers of one source, with spaces between them.
bool good_uris(std::string_view uris) {
  while (true) {
    auto const end = uris.find(' ');
    auto const uri = uris.substr(0, end);
    if (!uri.starts_with("ldap://") && !uri.starts_with("ldaps://") && !uri.starts_with("ldapi://")) return false;
    if (end == std::string_view::npos) return true;
    uris.remove_prefix(end + 1);
  }
}

bool good_filter(std::string_view filter) {
  return filter.starts_with('(') && filter.ends_with(')') && std::ranges::count(filter, '(') == std::ranges::count(filter, ')') &&
         filter.find("{pattern}") != std::string_view::npos;
}

LdapSettings read_ldap(yaml::Object& source) {
  LdapSettings ldap;
  read_name(source, "uri", ldap.uri);
  if (!ldap.uri.empty() && !good_uris(ldap.uri))
    source.problem("uri", "expected ldap://host or ldaps://host, several with spaces");
  source.flag("starttls", ldap.starttls);
  if (ldap.starttls && ldap.uri.find("ldaps://") != std::string::npos)
    source.problem("starttls", "ldaps:// is encrypted from the first byte, expected ldap:// with it");
  source.text("bind_dn", ldap.bind_dn);
  source.text("password", ldap.password);
  if (ldap.bind_dn.empty() != ldap.password.empty()) source.problem("bind_dn", "bind_dn and password: expected both or none");
  read_name(source, "base", ldap.base);
  read_name(source, "filter", ldap.filter);
  if (!ldap.filter.empty() && !good_filter(ldap.filter))
    source.problem("filter", "expected a filter in brackets with {pattern} in it: (cn=*{pattern}*)");
  read_mapping(source, ldap.mapping);
  read_limits(source, ldap);
  return ldap;
}

/// Token characters and printable ones (RFC 9110).
bool good_header(std::string_view name, std::string_view value) {
  auto const letter = [](char c) {
    return c > ' ' && c < 0x7F && std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
  };
  auto const printable = [](char c) { return c == '\t' || (c != 0x7F && static_cast<unsigned char>(c) >= ' '); };
  return !name.empty() && std::ranges::all_of(name, letter) && std::ranges::all_of(value, printable);
}

HttpSettings read_http(yaml::Object& source) {
  HttpSettings http;
  auto const check = [&](std::string_view key, std::string const& url, std::string_view placeholder) {
    if (url.empty()) return;
    if (auto const good = http::check_template(url, placeholder); !good) source.problem(key, good.error().detail);
  };
  read_name(source, "url", http.url);
  check("url", http.url, "{pattern}");
  source.text("id_url", http.id_url);
  check("id_url", http.id_url, "{ids}");
  source.text("results", http.results);
  source.text_map("headers", http.headers);
  for (auto const& [name, value] : http.headers)
    if (!good_header(name, value))
      source.problem("headers", "found " + yaml::shown(name) + ", which cannot be sent as it stands");
  read_mapping(source, http.mapping);
  if (http.mapping.id.empty() != http.id_url.empty())
    source.problem("id", "id and id_url: expected both, so that contacts can be favourites, or none");
  read_limits(source, http);
  return http;
}

}  // namespace

std::map<std::string, std::string> read_sources(yaml::Object& file, Sources& sources, yaml::Problems& problems) {
  std::map<std::string, std::string> origins;
  file.named_objects("sources", [&](std::string const& name, yaml::Object& source) {
    auto type = Type::csv;
    source.choice("type", type, types, yaml::required);
    if (!good_name(name))
      source.problem("type", "the name " + yaml::shown(name) +
                                 " cannot be used: expected letters, digits, - and _, and neither internal nor personal");
    switch (type) {
      case Type::csv: sources.insert_or_assign(name, read_csv(source)); break;
      case Type::ldap: sources.insert_or_assign(name, read_ldap(source)); break;
      case Type::http: sources.insert_or_assign(name, read_http(source)); break;
    }
    origins["sources." + name] = problems.at(source.place("type"));
  });
  return origins;
}

}  // namespace crosspoint::app
