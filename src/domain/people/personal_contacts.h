#pragma once

#include <deque>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/events.h"
#include "domain/people/contact_book.h"
#include "flow/effects.h"
#include "flow/input.h"
#include "flow/tokens.h"

namespace crosspoint::domain {

/// What each user keeps of people: personal contacts and favourites. Nobody reaches those of another user, since every request
/// works on the asker's own. A change is in the store before it is seen or told; until then the later requests of that user wait,
/// so that all of them are carried out in their order. What is refused is logged and not answered. (protocol 4.5)
class PersonalContacts {
 public:
  // Requests of one user that wait; more are refused.
  static constexpr std::size_t waiting_requests = 100;
  static constexpr std::size_t waiting_bytes = 32 << 20;

  using Fields = std::map<std::string, std::string>;
  using Request = std::function<void(Time)>;

  /// `seed`: of the ids of new contacts.
  PersonalContacts(std::uint64_t seed, directory::Directory const& directory, flow::Tokens& tokens, Events& events,
                   flow::Effects& effects)
      : random_(seed), directory_(directory), tokens_(tokens), events_(events), effects_(effects) {}

  // Each has an event of its own for its success.
  void create(Asker const& asker, Fields fields, Time now);
  void edit(Asker const& asker, std::string id, Fields fields, Time now);  ///< `fields` take the place of those there were
  void remove(Asker const& asker, std::string id, Time now);
  void purge(Asker const& asker, Time now);
  void read(Asker const& asker, std::string id, Time now);
  void import_table(Asker const& asker, std::string csv, Time now);
  void export_table(Asker const& asker, Time now);
  void set_favorite(Asker const& asker, directory::EntryName entry, bool favorite, Time now);

  /// Calls `request`, which holds `size` bytes, after all changes of that user that are on their way to the store.
  void in_turn(Asker const& asker, std::size_t size, Request request, Time now);

  [[nodiscard]] ContactBook const& book(UserId user) const { return owner(user).book; }
  [[nodiscard]] std::set<directory::EntryName> const& favorites(UserId user) const { return owner(user).favorites; }

  void loaded(flow::PersonalLoaded& all);
  void reconfigured();  ///< forgets users who are no more
  void stored(Token token, bool done, Time now);

  void refuse(Asker const& asker, std::string_view why);

 private:
  struct Owner {
    ContactBook book;
    std::set<directory::EntryName> favorites;
    std::size_t size = 0;  ///< of the contacts
  };
  struct Waiting {
    std::size_t size;
    Request request;
  };
  struct Saving {
    Token token;
    Request apply;
    std::deque<Waiting> waiting;
  };

  [[nodiscard]] Owner const& owner(UserId user) const;
  void save(Asker const& asker, flow::Change change, Request apply);
  void put(Owner& owner, directory::Contact contact);
  void erase(UserId user, std::string const& id);
  [[nodiscard]] std::string new_id(Owner const& owner);

  std::mt19937_64 random_;
  directory::Directory const& directory_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  std::map<UserId, Owner> owners_;
  std::map<UserId, Saving> saving_;  ///< one change of a user at a time
};

}  // namespace crosspoint::domain
