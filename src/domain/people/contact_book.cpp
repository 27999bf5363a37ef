#include "domain/people/contact_book.h"

#include <utility>

#include "base/fold.h"

namespace crosspoint::domain {
namespace {

using directory::Contact;

/// What is searched: the name in both orders, then every other field, each on its own.
std::string searchable(Contact const& contact) {
  auto const first = contact.value("firstname");
  auto const last = contact.value("lastname");
  auto text = folded(first + " " + last + (first.empty() || last.empty() ? "" : " " + first));
  for (auto const& [name, value] : contact.fields)
    if (name != "firstname" && name != "lastname" && !value.empty()) text += '\t' + folded(value);
  return text;
}

}  // namespace

void ContactBook::put(Contact contact) {
  auto key = static_cast<SearchIndex::Key>(contacts_.size());
  if (auto const known = by_id_.find(contact.id); known != by_id_.end()) {
    key = known->second;
  } else if (!free_.empty()) {
    key = free_.back();
    free_.pop_back();
  } else {
    contacts_.emplace_back();
  }
  if (!contact.id.empty()) by_id_.insert_or_assign(contact.id, key);
  index_.put(key, searchable(contact));
  contacts_[key] = std::move(contact);
}

void ContactBook::erase(std::string_view id) {
  auto const found = by_id_.find(id);
  if (found == by_id_.end()) return;
  index_.erase(found->second);
  contacts_[found->second] = {};
  free_.push_back(found->second);
  by_id_.erase(found);
}

void ContactBook::assign(std::vector<Contact> contacts) {
  *this = {};
  contacts_.reserve(contacts.size());
  for (auto& contact : contacts) put(std::move(contact));
}

Contact const* ContactBook::find(std::string_view id) const {
  auto const found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &contacts_[found->second];
}

}  // namespace crosspoint::domain
