#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace crosspoint::directory {

/// Somebody who can be looked up, as a source of contacts knows them.
struct Contact {
  std::string id;                             ///< within its source; empty: it has none, and the contact cannot be a favourite
  std::map<std::string, std::string> fields;  ///< "firstname", "lastname", "number", "mobile", "email", ...: names are free
  bool operator==(Contact const&) const = default;

  /// Of a field; empty if there is none. A contact without "name" is called by its "firstname" and "lastname".
  [[nodiscard]] std::string value(std::string const& field) const;
};

/// Names an entry of a source.
struct EntryName {
  std::string source, id;
  friend auto operator<=>(EntryName const&, EntryName const&) = default;
};

/// What one user keeps of people: contacts that nobody else sees, and which entries of any source are favourites.
struct PersonalBook {
  std::vector<Contact> contacts;
  std::set<EntryName> favorites;
  bool operator==(PersonalBook const&) const = default;
};

}  // namespace crosspoint::directory
