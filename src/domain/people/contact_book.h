#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "directory/contact.h"
#include "domain/people/search_index.h"

namespace crosspoint::domain {

/// A set of contacts that can be searched: those of one source, or the personal ones of one user.
class ContactBook {
 public:
  /// In place of the contact with that id; one without id is always a further one.
  void put(directory::Contact contact);
  void erase(std::string_view id);
  void assign(std::vector<directory::Contact> contacts);  ///< these and no others

  [[nodiscard]] directory::Contact const* find(std::string_view id) const;
  [[nodiscard]] std::size_t size() const { return contacts_.size() - free_.size(); }

  /// Calls `found` with each contact that the pattern, which is folded, stands in, until it returns false. The empty pattern
  /// stands in all.
  template <class Found>
  void search(std::string_view pattern, Found found) const {
    index_.search(pattern, [&](SearchIndex::Key key) { return found(contacts_[key]); });
  }

  /// Bytes that the search holds, without the contacts themselves.
  [[nodiscard]] std::size_t memory_of_index() const { return index_.memory(); }

 private:
  std::vector<directory::Contact> contacts_;  ///< by key
  std::vector<SearchIndex::Key> free_;        ///< keys of no contact
  std::map<std::string, SearchIndex::Key, std::less<>> by_id_;
  SearchIndex index_;
};

}  // namespace crosspoint::domain
