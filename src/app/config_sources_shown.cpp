// What is told about configured sources.
#include <yaml-cpp/yaml.h>

#include <fstream>

#include "app/config_sources.h"

namespace crosspoint::app {
namespace {

using namespace io::sources;

/// A mapping in one line.
class Line {
 public:
  explicit Line(std::string_view type) {
    out_ << YAML::Flow << YAML::BeginMap << YAML::Key << "type" << YAML::Value << std::string(type);
  }
  Line& text(char const* key, std::string const& value) {
    out_ << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << value;
    return *this;
  }
  template <class T>
  Line& plain(char const* key, T value) {
    out_ << YAML::Key << key << YAML::Value << value;
    return *this;
  }
  Line& texts(char const* key, std::map<std::string, std::string> const& values) {
    out_ << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginMap;
    for (auto const& [name, value] : values) out_ << YAML::Key << name << YAML::Value << YAML::DoubleQuoted << value;
    out_ << YAML::EndMap;
    return *this;
  }
  Line& mapping(Mapping const& mapping) { return text("id", mapping.id).texts("fields", mapping.fields); }
  Line& seconds(char const* key, Duration value) { return plain(key, std::chrono::duration<double>(value).count()); }
  std::string end() {
    out_ << YAML::EndMap;
    return out_.c_str();
  }

 private:
  YAML::Emitter out_;
};

std::string hidden(std::string const& secret) { return secret.empty() ? "" : "***"; }

std::string line_of(CsvSettings const& csv) { return Line("csv").text("file", csv.file).mapping(csv.mapping).end(); }

std::string line_of(LdapSettings const& ldap) {
  return Line("ldap")
      .text("uri", ldap.uri)
      .plain("starttls", ldap.starttls)
      .text("ca", ldap.ca)
      .text("bind_dn", ldap.bind_dn)
      .text("password", hidden(ldap.password))
      .text("base", ldap.base)
      .text("filter", ldap.filter)
      .mapping(ldap.mapping)
      .plain("limit", ldap.limit)
      .seconds("timeout", ldap.timeout)
      .end();
}

std::string line_of(HttpSettings const& http) {
  auto headers = http.headers;
  for (auto& [name, value] : headers) value = hidden(value);
  return Line("http")
      .text("url", http.url)
      .text("id_url", http.id_url)
      .text("results", http.results)
      .text("ca", http.ca)
      .texts("headers", headers)
      .mapping(http.mapping)
      .plain("limit", http.limit)
      .seconds("timeout", http.timeout)
      .end();
}

bool encrypted(LdapSettings const& ldap) { return ldap.starttls || ldap.uri.find("ldap://") == std::string::npos; }

}  // namespace

std::string shown(Settings const& source) {
  return std::visit([](auto const& each) { return line_of(each); }, source);
}

bool holds_secret(Settings const& source) {
  if (auto const* const ldap = std::get_if<LdapSettings>(&source)) return !ldap->password.empty();
  auto const* const http = std::get_if<HttpSettings>(&source);
  return http != nullptr && !http->headers.empty();
}

std::vector<std::string> doubts(Settings const& source) {
  if (auto const* const csv = std::get_if<CsvSettings>(&source); csv && std::ifstream(csv->file).peek() == EOF)
    return {"the file " + yaml::shown(csv->file) + " cannot be read or is empty; it is read as soon as it can be"};
  if (auto const* const ldap = std::get_if<LdapSettings>(&source); ldap && !ldap->password.empty() && !encrypted(*ldap))
    return {"the password goes to the LDAP server in clear: set starttls or use ldaps://"};
  return {};
}

}  // namespace crosspoint::app
