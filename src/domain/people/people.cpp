#include "domain/people/people.h"

#include <algorithm>
#include <utility>

#include "base/fold.h"
#include "base/text.h"
#include "domain/people/contact_limits.h"
#include "domain/people/numbers.h"

namespace crosspoint::domain {
namespace {

using directory::Contact;
using directory::EntryName;

/// How a user of this server is found and shown.
Contact contact_of(directory::Directory const& directory, directory::User const& user) {
  Contact contact{std::to_string(user.id.value), {}};
  auto const add = [&](char const* field, std::string const& value) {
    if (!value.empty()) contact.fields.emplace(field, value);
  };
  add("firstname", user.firstname);
  add("lastname", user.lastname);
  add("mobile", user.mobile);
  if (auto const* const line = directory.main_line(user)) add("number", line->number);
  if (user.voicemail)
    if (auto const found = directory.voicemails.find(*user.voicemail); found != directory.voicemails.end())
      add("voicemail", found->second.mailbox);
  if (user.agent)
    if (auto const found = directory.agents.find(*user.agent); found != directory.agents.end())
      add("agent", found->second.number);
  return contact;
}

UserId user_of(Contact const& internal) { return {to_integer(internal.id).value_or(0)}; }

std::string trimmed(std::string_view text) {
  auto const first = std::min(text.find_first_not_of(' '), text.size());
  return std::string(text.substr(first, text.find_last_not_of(' ') + 1 - first));
}

void sort_by_name(std::vector<Person>& people) {
  std::vector<std::pair<std::string, Person>> by_name;
  by_name.reserve(people.size());
  for (auto& person : people) by_name.emplace_back(folded(person.contact.value("name")), std::move(person));
  std::ranges::stable_sort(by_name, {}, &std::pair<std::string, Person>::first);
  std::ranges::transform(by_name, people.begin(), [](auto& each) { return std::move(each.second); });
}

/// Whose number it is in that book; null when nobody's.
Contact const* contact_in(ContactBook const& book, std::string const& number) {
  constexpr std::size_t telling = 9;
  auto const digits = digits_of(number);
  if (digits.empty()) return nullptr;
  Contact const* found = nullptr;
  book.search(digits.size() > telling ? digits.substr(digits.size() - telling) : digits, [&](Contact const& contact) {
    if (has_number(contact, number)) found = &contact;
    return !found;
  });
  return found;
}

}  // namespace

People::People(PeopleSettings const& settings, directory::Directory const& directory, PersonalContacts& personal, Events& events,
               flow::Effects& effects)
    : directory_(directory), personal_(personal), events_(events), inquiries_(settings.patience, effects) {
  for (auto const& source : settings.sources)
    if (source.kind == ContactSource::Kind::asked) asked_.push_back(source.name);
}

void People::reconfigured() {
  std::vector<Contact> contacts;
  contacts.reserve(directory_.users.size());
  for (auto const& [id, user] : directory_.users) contacts.push_back(contact_of(directory_, user));
  internal_.assign(std::move(contacts));
}

void People::loaded(flow::SourceLoaded& source) { loaded_[source.source].assign(std::move(source.contacts)); }

void People::search(Seeker const& seeker, std::string_view pattern, Lookup lookup, Time now) {
  auto const request = [this, seeker, lookup, pattern = std::string(pattern)](Time later) {
    auto const wanted = trimmed(pattern);
    Questions questions;
    for (auto const& source : asked_)
      if (!wanted.empty() && wanted.size() <= ContactLimits::value) questions.emplace(source, flow::Matching{wanted});
    ask_outside(seeker, std::move(questions), {seeker.asker, lookup, pattern, matching(seeker, folded(wanted))}, later);
  };
  personal_.in_turn(seeker.asker, pattern.size(), request, now);
}

void People::favorites(Seeker const& seeker, Time now) {
  auto const request = [this, seeker](Time later) {
    Found found;
    std::map<std::string, flow::WithIds> outside;
    for (auto const& entry : personal_.favorites(seeker.asker.user)) {
      if (auto person = find(seeker, entry)) found.push_back(std::move(*person));
      else if (std::ranges::find(asked_, entry.source) != asked_.end()) outside[entry.source].ids.push_back(entry.id);
    }
    ask_outside(seeker, {outside.begin(), outside.end()}, {seeker.asker, Lookup::favorites, "", std::move(found)}, later);
  };
  personal_.in_turn(seeker.asker, 0, request, now);
}

void People::personal(Seeker const& seeker, Time now) {
  auto const request = [this, seeker](Time) {
    Found found;
    personal_.book(seeker.asker.user).search("", [&](Contact const& contact) {
      found.push_back({personal_source, contact});
      return true;
    });
    tell({seeker.asker, Lookup::personal, "", std::move(found)});
  };
  personal_.in_turn(seeker.asker, 0, request, now);
}

void People::set_favorite(Seeker const& seeker, EntryName entry, bool favorite, Time now) {
  auto const size = entry.source.size() + entry.id.size();
  auto const request = [this, seeker, entry = std::move(entry), favorite](Time later) {
    bool const is_outside = std::ranges::find(asked_, entry.source) != asked_.end();
    if (favorite && (entry.id.empty() || !(is_outside || find(seeker, entry))))
      return personal_.refuse(seeker.asker, "there is no such entry");
    personal_.set_favorite(seeker.asker, entry, favorite, later);
  };
  personal_.in_turn(seeker.asker, size, request, now);
}

People::Found People::matching(Seeker const& seeker, std::string_view folded_pattern) const {
  Found found;
  auto const add_from = [&](ContactBook const& book, std::string const& source, auto is_seen) {
    auto const limit = found.size() + most;
    book.search(folded_pattern, [&](Contact const& contact) {
      if (is_seen(contact)) found.push_back({source, contact});
      return found.size() < limit;
    });
  };
  auto const all = [](Contact const&) { return true; };
  add_from(internal_, internal_source, [&](Contact const& contact) { return sees(seeker, contact); });
  add_from(personal_.book(seeker.asker.user), personal_source, all);
  for (auto const& [source, book] : loaded_) add_from(book, source, all);
  return found;
}

Contact const* People::of_number(std::string const& number) const {
  auto const* found = contact_in(internal_, number);
  for (auto book = loaded_.begin(); !found && book != loaded_.end(); ++book) found = contact_in(book->second, number);
  return found;
}

Contact const* People::of_number(std::string const& number, UserId user) const {
  auto const* const own = contact_in(personal_.book(user), number);
  return own ? own : of_number(number);
}

void People::look_up_number(std::string const& number, NumberFound found, Time now) {
  auto const* const known = of_number(number);
  Questions questions;
  if (!known && !digits_of(number).empty())
    for (auto const& source : asked_) questions.emplace(source, flow::Matching{number});
  if (questions.empty()) return found(known, now);
  auto const done = [number, found = std::move(found)](Inquiries::Answers const& answers, Time later) {
    for (auto const& answer : answers)
      for (auto const& contact : answer.contacts)
        if (has_number(contact, number)) return found(&contact, later);
    found(nullptr, later);
  };
  inquiries_.ask(UserId{}, std::move(questions), done, now);
}

std::optional<Person> People::find(Seeker const& seeker, EntryName const& entry) const {
  auto const& [source, id] = entry;
  auto const loaded = loaded_.find(source);
  auto const* const contact = source == internal_source   ? internal_.find(id)
                              : source == personal_source ? personal_.book(seeker.asker.user).find(id)
                              : loaded != loaded_.end()   ? loaded->second.find(id)
                                                          : nullptr;
  if (!contact || (source == internal_source && !sees(seeker, *contact))) return std::nullopt;
  return Person{source, *contact};
}

bool People::sees(Seeker const& seeker, Contact const& internal) const {
  if (!seeker.context) return true;
  auto const* const user = directory_.user(user_of(internal));
  return user && !seeker.context->empty() && directory_.context_of(*user) == *seeker.context;
}

void People::ask_outside(Seeker const& seeker, Questions questions, PeopleFound found, Time now) {
  auto const done = [this, found = std::move(found)](Inquiries::Answers answers, Time) {
    auto all = found;
    for (auto& answer : answers)
      for (auto& contact : answer.contacts) all.people.push_back({answer.source, std::move(contact)});
    tell(std::move(all));
  };
  inquiries_.ask(seeker.asker.user, std::move(questions), done, now);
}

void People::tell(PeopleFound found) {
  auto const& favorites = personal_.favorites(found.asker.user);
  for (auto& person : found.people) {
    if (person.source == internal_source) person.user = user_of(person.contact);
    person.favorite = favorites.contains({person.source, person.contact.id});
  }
  // Between the question and the answer of a source some may have ceased to be favourites.
  if (found.lookup == Lookup::favorites) std::erase_if(found.people, [](Person const& person) { return !person.favorite; });
  sort_by_name(found.people);
  // All personal contacts can be listed: their number is limited where they are made.
  if (found.lookup != Lookup::personal) found.people.resize(std::min(found.people.size(), most));
  events_.emplace_back(std::move(found));
}

}  // namespace crosspoint::domain
