#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/contact.h"
#include "domain/people/contact_book.h"
#include "domain/people/events.h"

// Personal contacts as a table in CSV: what people bring along, and what they take away. (protocol C30, C31)
namespace crosspoint::domain {

struct ContactTable {
  std::vector<directory::Contact> contacts;  ///< to be kept; without id where the table gives none
  std::size_t created = 0;                   ///< how many of them are new
  std::vector<BadLine> failed;
};

/// Reads a table. `known` are the contacts that are there already, `size` is theirs: a row with the id of one of them changes it
/// in the columns that the table has. No id may come twice in the table, and all together must be few enough to be kept.
ContactTable read_table(std::string_view csv, ContactBook const& known, std::size_t size);

/// All contacts of the book, a header with the names of their fields in order first; nothing if there is none.
std::string write_table(ContactBook const& book);

}  // namespace crosspoint::domain
