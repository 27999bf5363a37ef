#pragma once

#include <optional>
#include <string>
#include <vector>

#include "directory/contact.h"
#include "domain/asker.h"

namespace crosspoint::domain {

/// Names of the sources that every server has.
inline constexpr auto* internal_source = "internal";
inline constexpr auto* personal_source = "personal";

/// One entry of a result. (protocol S16)
struct Person {
  std::string source;
  directory::Contact contact;
  std::optional<UserId> user;  ///< of this server, if it is one
  bool favorite = false;
  bool operator==(Person const&) const = default;
};

/// What people are looked up for: each kind has a message of its own.
enum class Lookup { search, favorites, personal, old_directory, switchboard };

/// The people that were asked for, by name.
struct PeopleFound {
  Asker asker;
  Lookup lookup;
  std::string pattern;  ///< as it was sent; none for favourites and personal contacts
  std::vector<Person> people;
  bool operator==(PeopleFound const&) const = default;
};

// What became of a user's personal contacts. (protocol S18, S19)
struct FavoriteSet {
  Asker asker;
  directory::EntryName entry;
  bool favorite;
  bool operator==(FavoriteSet const&) const = default;
};
struct ContactCreated {
  Asker asker;
  bool operator==(ContactCreated const&) const = default;
};
struct ContactEdited {
  Asker asker;
  std::string id;
  bool operator==(ContactEdited const&) const = default;
};
struct ContactDeleted {
  Asker asker;
  std::string id;
  bool operator==(ContactDeleted const&) const = default;
};
struct ContactsPurged {
  Asker asker;
  bool operator==(ContactsPurged const&) const = default;
};
struct ContactRead {
  Asker asker;
  directory::Contact contact;
  bool operator==(ContactRead const&) const = default;
};

/// A line of a table that gave no contact.
struct BadLine {
  std::size_t line;
  std::string error;
  bool operator==(BadLine const&) const = default;
};
struct ContactsImported {
  Asker asker;
  std::size_t created;
  std::vector<BadLine> failed;
  bool operator==(ContactsImported const&) const = default;
};
struct ContactsExported {
  Asker asker;
  std::string csv;
  bool operator==(ContactsExported const&) const = default;
};

}  // namespace crosspoint::domain
