#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <variant>

#include "base/time.h"

// What is configured about sources of contacts. What each key is for stands in docs/configuration.md.
namespace crosspoint::io::sources {

/// Which places of a source (columns, attributes, paths in JSON) a contact's id and fields are taken from.
struct Mapping {
  std::string id;                             ///< empty: its contacts have no id
  std::map<std::string, std::string> fields;  ///< name of the field to place
};

struct CsvSettings {
  std::string file;
  Mapping mapping;
};

struct LdapSettings {
  std::string uri;  ///< one or several with spaces between them: the first that answers is used
  bool starttls = false;
  std::string ca;  ///< PEM file; empty: those that this machine trusts
  std::string bind_dn, password, base, filter;
  Mapping mapping;
  std::size_t limit = 200;  ///< entries of one answer
  Duration timeout{2'000'000};
};

struct HttpSettings {
  std::string url, id_url;
  std::string results;  ///< path of the list in the answer; empty: the answer is the list
  std::string ca;       ///< as for LDAP
  std::map<std::string, std::string> headers;
  Mapping mapping;
  std::size_t limit = 200;  ///< contacts of one answer
  Duration timeout{2'000'000};
};

using Settings = std::variant<CsvSettings, LdapSettings, HttpSettings>;

}  // namespace crosspoint::io::sources
