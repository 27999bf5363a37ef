#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"
#include "domain/events.h"
#include "domain/people/contact_book.h"
#include "domain/people/inquiries.h"
#include "domain/people/personal_contacts.h"
#include "domain/people/settings.h"
#include "flow/effects.h"
#include "flow/input.h"

namespace crosspoint::domain {

/// Who is looking for people, and how far they see.
struct Seeker {
  Asker asker;
  std::optional<std::string> context;  ///< the only context whose users are found; nothing: all
};

/// Finds people wherever they are known: the users of this server, the sources outside, the personal contacts of who asks.
class People {
 public:
  static constexpr std::size_t most = 1000;  ///< of one search

  People(PeopleSettings const& settings, directory::Directory const& directory, PersonalContacts& personal, Events& events,
         flow::Effects& effects);

  // Each ends with PeopleFound, at once or when the sources outside have answered.
  void search(Seeker const& seeker, std::string_view pattern, Lookup lookup, Time now);  ///< a part of any field
  void favorites(Seeker const& seeker, Time now);
  void personal(Seeker const& seeker, Time now);

  /// What does not exist, as far as the seeker can see, does not become a favourite; what is one can always cease to be one.
  void set_favorite(Seeker const& seeker, directory::EntryName entry, bool favorite, Time now);

  using NumberFound = std::function<void(directory::Contact const*, Time)>;
  /// Whose number it is: the first of the house and of the sources that are read as a whole, else of those that are asked.
  /// `found` is called once, with null when nobody knows: now, or when the sources outside have answered.
  void look_up_number(std::string const& number, NumberFound found, Time now);

  /// The same from memory alone; null when nobody is found there.
  [[nodiscard]] directory::Contact const* of_number(std::string const& number) const;

  /// The same for that user, who may have a personal contact of that number: it comes first.
  [[nodiscard]] directory::Contact const* of_number(std::string const& number, UserId user) const;

  void reconfigured();
  void loaded(flow::SourceLoaded& source);
  void answered(flow::SourceAnswered& answer, Time now) { inquiries_.answered(answer, now); }
  void tick(Time now) { inquiries_.tick(now); }
  [[nodiscard]] Time deadline() const { return inquiries_.deadline(); }

 private:
  using Found = std::vector<Person>;
  using Questions = std::map<std::string, Inquiries::Question>;

  [[nodiscard]] Found matching(Seeker const& seeker, std::string_view folded_pattern) const;
  [[nodiscard]] std::optional<Person> find(Seeker const& seeker, directory::EntryName const& entry) const;
  [[nodiscard]] bool sees(Seeker const& seeker, directory::Contact const& internal) const;

  void ask_outside(Seeker const& seeker, Questions questions, PeopleFound found, Time now);
  void tell(PeopleFound found);

  std::vector<std::string> asked_;  ///< names of the sources that answer questions
  directory::Directory const& directory_;
  PersonalContacts& personal_;
  Events& events_;
  Inquiries inquiries_;
  ContactBook internal_;                       ///< by user id
  std::map<std::string, ContactBook> loaded_;  ///< by source
};

}  // namespace crosspoint::domain
