#include "domain/people/personal_contacts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <utility>

#include "domain/people/contact_limits.h"
#include "domain/people/contact_table.h"

namespace crosspoint::domain {

using directory::Contact;
using directory::EntryName;

void PersonalContacts::create(Asker const& asker, Fields fields, Time now) {
  Contact wanted{"", std::move(fields)};
  if (auto id = wanted.fields.extract("id")) wanted.id = std::move(id.mapped());
  if (auto const fault = fault_of(wanted)) return refuse(asker, *fault);
  auto const size = size_of(wanted);
  auto const request = [this, asker, wanted = std::move(wanted), size](Time) {
    auto const& mine = owner(asker.user);
    auto contact = wanted;
    if (mine.book.find(contact.id)) return refuse(asker, "there is a contact with this id");
    if (mine.book.size() >= ContactLimits::contacts || mine.size + size > ContactLimits::size_of_all)
      return refuse(asker, "too many personal contacts");
    if (contact.id.empty()) contact.id = new_id(mine);
    save(asker, flow::SaveContacts{asker.user, {contact}}, [this, asker, contact](Time) {
      put(owners_[asker.user], contact);
      events_.emplace_back(ContactCreated{asker});
    });
  };
  in_turn(asker, size, request, now);
}

void PersonalContacts::edit(Asker const& asker, std::string id, Fields fields, Time now) {
  Contact contact{std::move(id), std::move(fields)};
  contact.fields.erase("id");
  if (auto const fault = fault_of(contact)) return refuse(asker, *fault);
  auto const size = size_of(contact);
  auto const request = [this, asker, contact = std::move(contact), size](Time) {
    auto const& mine = owner(asker.user);
    auto const* const before = mine.book.find(contact.id);
    if (!before) return refuse(asker, "there is no such personal contact");
    if (mine.size - size_of(*before) + size > ContactLimits::size_of_all) return refuse(asker, "too many personal contacts");
    save(asker, flow::SaveContacts{asker.user, {contact}}, [this, asker, contact](Time) {
      put(owners_[asker.user], contact);
      events_.emplace_back(ContactEdited{asker, contact.id});
    });
  };
  in_turn(asker, size, request, now);
}

void PersonalContacts::remove(Asker const& asker, std::string id, Time now) {
  auto const size = id.size();
  auto const request = [this, asker, id = std::move(id)](Time) {
    if (!owner(asker.user).book.find(id)) return refuse(asker, "there is no such personal contact");
    save(asker, flow::DeleteContact{asker.user, id}, [this, asker, id](Time) {
      erase(asker.user, id);
      events_.emplace_back(ContactDeleted{asker, id});
    });
  };
  in_turn(asker, size, request, now);
}

void PersonalContacts::purge(Asker const& asker, Time now) {
  auto const request = [this, asker](Time) {
    save(asker, flow::PurgeContacts{asker.user}, [this, asker](Time) {
      auto& mine = owners_[asker.user];
      mine.book = {};
      mine.size = 0;
      std::erase_if(mine.favorites, [](EntryName const& entry) { return entry.source == personal_source; });
      events_.emplace_back(ContactsPurged{asker});
    });
  };
  in_turn(asker, 0, request, now);
}

void PersonalContacts::read(Asker const& asker, std::string id, Time now) {
  auto const size = id.size();
  auto const request = [this, asker, id = std::move(id)](Time) {
    auto const* const contact = owner(asker.user).book.find(id);
    if (!contact) return refuse(asker, "there is no such personal contact");
    events_.emplace_back(ContactRead{asker, *contact});
  };
  in_turn(asker, size, request, now);
}

void PersonalContacts::import_table(Asker const& asker, std::string csv, Time now) {
  auto const size = csv.size();
  auto request = [this, asker, csv = std::move(csv)](Time) {
    auto const& mine = owner(asker.user);
    auto table = read_table(csv, mine.book, mine.size);
    for (auto& contact : table.contacts)
      if (contact.id.empty()) contact.id = new_id(mine);
    ContactsImported const imported{asker, table.created, std::move(table.failed)};
    if (table.contacts.empty()) {
      events_.emplace_back(imported);
      return;
    }
    save(asker, flow::SaveContacts{asker.user, table.contacts}, [this, imported, contacts = table.contacts](Time) {
      for (auto const& contact : contacts) put(owners_[imported.asker.user], contact);
      events_.emplace_back(imported);
    });
  };
  in_turn(asker, size, std::move(request), now);
}

void PersonalContacts::export_table(Asker const& asker, Time now) {
  auto const request = [this, asker](Time) {
    events_.emplace_back(ContactsExported{asker, write_table(owner(asker.user).book)});
  };
  in_turn(asker, 0, request, now);
}

void PersonalContacts::set_favorite(Asker const& asker, EntryName entry, bool favorite, Time now) {
  auto const size = entry.source.size() + entry.id.size();
  if (size > ContactLimits::value) return refuse(asker, "the name of the entry is too long");
  auto const request = [this, set = FavoriteSet{asker, std::move(entry), favorite}](Time) {
    auto const& [who, what, on] = set;
    auto const& favorites = owner(who.user).favorites;
    if (on && favorites.size() >= ContactLimits::favorites && !favorites.contains(what))
      return refuse(who, "too many favourites");
    save(who, flow::SaveFavorite{who.user, what, on}, [this, set](Time) {
      auto& mine = owners_[set.asker.user].favorites;
      if (set.favorite) mine.insert(set.entry);
      else mine.erase(set.entry);
      events_.emplace_back(set);
    });
  };
  in_turn(asker, size, request, now);
}

void PersonalContacts::in_turn(Asker const& asker, std::size_t size, Request request, Time now) {
  auto const found = saving_.find(asker.user);
  if (found == saving_.end()) return request(now);
  auto& waiting = found->second.waiting;
  auto const bytes =
      std::accumulate(waiting.begin(), waiting.end(), size, [](auto sum, auto const& each) { return sum + each.size; });
  if (waiting.size() >= waiting_requests || bytes > waiting_bytes) return refuse(asker, "too many requests at once");
  waiting.push_back({size, std::move(request)});
}

void PersonalContacts::save(Asker const& asker, flow::Change change, Request apply) {
  auto const token = tokens_.next();
  auto& saving = saving_[asker.user];
  saving.token = token;
  saving.apply = std::move(apply);
  effects_.emplace_back(flow::Store{token, std::move(change)});
}

void PersonalContacts::stored(Token token, bool done, Time now) {
  auto const found = std::ranges::find(saving_, token, [](auto const& each) { return each.second.token; });
  if (found == saving_.end()) return;
  auto const user = found->first;
  auto saving = std::move(found->second);
  saving_.erase(found);
  if (!directory_.user(user)) return;  // removed meanwhile
  if (done) saving.apply(now);
  else
    effects_.emplace_back(Log{LogLevel::error, "a change of personal contacts of user " + std::to_string(user.value) +
                                                   " could not be stored: see the store's own message"});
  auto& waiting = saving.waiting;
  while (!waiting.empty() && !saving_.contains(user)) {
    auto const request = std::move(waiting.front().request);
    waiting.pop_front();
    request(now);
  }
  if (!waiting.empty()) saving_.at(user).waiting = std::move(waiting);
}

void PersonalContacts::loaded(flow::PersonalLoaded& all) {
  for (auto& [user, book] : all.books) {
    auto& mine = owners_[user];
    mine.favorites = std::move(book.favorites);
    for (auto& contact : book.contacts) put(mine, std::move(contact));
  }
}

void PersonalContacts::reconfigured() {
  std::erase_if(owners_, [&](auto const& each) { return !directory_.user(each.first); });
}

void PersonalContacts::refuse(Asker const& asker, std::string_view why) {
  effects_.emplace_back(
      Log{LogLevel::info, "personal contacts of user " + std::to_string(asker.user.value) + ": " + std::string(why)});
}

PersonalContacts::Owner const& PersonalContacts::owner(UserId user) const {
  static Owner const nothing;
  auto const found = owners_.find(user);
  return found == owners_.end() ? nothing : found->second;
}

void PersonalContacts::put(Owner& owner, Contact contact) {
  if (auto const* const before = owner.book.find(contact.id)) owner.size -= size_of(*before);
  owner.size += size_of(contact);
  owner.book.put(std::move(contact));
}

void PersonalContacts::erase(UserId user, std::string const& id) {
  auto& mine = owners_[user];
  if (auto const* const contact = mine.book.find(id)) mine.size -= size_of(*contact);
  mine.book.erase(id);
  mine.favorites.erase({personal_source, id});
}

std::string PersonalContacts::new_id(Owner const& owner) {
  while (true) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(random_()));
    if (!owner.book.find(text.data())) return text.data();
  }
}

}  // namespace crosspoint::domain
