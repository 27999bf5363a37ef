#include "domain/people/people.h"

#include <algorithm>
#include <utility>

#include "base/fold.h"
#include "base/text.h"

namespace crosspoint::domain {
namespace {

using directory::Contact;

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

Person user_of_this_server(Contact const& contact) {
  return {internal_source, contact, UserId{to_integer(contact.id).value_or(0)}};
}

std::string trimmed(std::string_view text) {
  auto const first = std::min(text.find_first_not_of(' '), text.size());
  return std::string(text.substr(first, text.find_last_not_of(' ') + 1 - first));
}

}  // namespace

void People::reconfigured() {
  std::vector<Contact> contacts;
  contacts.reserve(directory_.users.size());
  for (auto const& [id, user] : directory_.users) contacts.push_back(contact_of(directory_, user));
  internal_.assign(std::move(contacts));
}

void People::loaded(flow::SourceLoaded& source) { loaded_[source.source].assign(std::move(source.contacts)); }

void People::search(Seeker const& seeker, std::string_view pattern, Lookup lookup, Time now) {
  auto const wanted = trimmed(pattern);
  Found found;
  add_matching(found, folded(wanted), seeker);
  std::map<std::string, Inquiries::Question> questions;
  for (auto const& source : settings_.sources)
    if (source.kind == ContactSource::Kind::asked && !wanted.empty()) questions.emplace(source.name, flow::Matching{wanted});
  auto const done = [this, seeker, lookup, sent = std::string(pattern), found](Inquiries::Answers answers, Time) {
    auto all = found;
    for (auto& answer : answers)
      for (auto& contact : answer.contacts) all.push_back({answer.source, std::move(contact)});
    tell(seeker, lookup, sent, std::move(all));
  };
  inquiries_.ask(seeker.asker.user, std::move(questions), done, now);
}

void People::add_matching(Found& found, std::string_view folded_pattern, Seeker const& seeker) const {
  auto const first_of = [&](ContactBook const& book, auto person_of) {
    auto const limit = found.size() + most;
    book.search(folded_pattern, [&](Contact const& contact) {
      if (auto person = person_of(contact)) found.push_back(std::move(*person));
      return found.size() < limit;
    });
  };
  first_of(internal_, [&](Contact const& contact) {
    return is_hidden(contact, seeker) ? std::nullopt : std::optional(user_of_this_server(contact));
  });
  for (auto const& source : loaded_)
    first_of(source.second, [&](Contact const& contact) { return std::optional(Person{source.first, contact}); });
}

bool People::is_hidden(Contact const& contact, Seeker const& seeker) const {
  if (!seeker.context) return false;
  auto const* const user = directory_.user(UserId{to_integer(contact.id).value_or(0)});
  return !user || seeker.context->empty() || directory_.context_of(*user) != *seeker.context;
}

void People::tell(Seeker const& seeker, Lookup lookup, std::string pattern, Found found) {
  std::vector<std::pair<std::string, Person>> by_name;
  by_name.reserve(found.size());
  for (auto& person : found) by_name.emplace_back(folded(person.contact.value("name")), std::move(person));
  std::ranges::stable_sort(by_name, {}, &std::pair<std::string, Person>::first);
  by_name.resize(std::min(by_name.size(), most));
  found.clear();
  for (auto& [name, person] : by_name) found.push_back(std::move(person));
  events_.emplace_back(PeopleFound{seeker.asker, lookup, std::move(pattern), std::move(found)});
}

}  // namespace crosspoint::domain
