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

}  // namespace crosspoint::domain
