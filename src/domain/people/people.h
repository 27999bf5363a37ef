#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"
#include "domain/events.h"
#include "domain/people/contact_book.h"
#include "domain/people/inquiries.h"
#include "domain/people/settings.h"
#include "flow/effects.h"
#include "flow/input.h"

namespace crosspoint::domain {

/// Who is looking for people, and how far they see.
struct Seeker {
  Asker asker;
  std::optional<std::string> context;  ///< the only context whose users are found; nothing: all
};

/// Finds people wherever they are known: the users of this server and the sources of contacts.
class People {
 public:
  static constexpr std::size_t most = 1000;  ///< of one result

  People(PeopleSettings settings, directory::Directory const& directory, Events& events, flow::Effects& effects)
      : settings_(std::move(settings)), directory_(directory), events_(events), inquiries_(settings_.patience, effects) {}

  /// PeopleFound follows, at once or when the sources outside have answered. The pattern may be a part of a name, a number or any
  /// other field.
  void search(Seeker const& seeker, std::string_view pattern, Lookup lookup, Time now);

  void reconfigured();
  void loaded(flow::SourceLoaded& source);
  void answered(flow::SourceAnswered& answer, Time now) { inquiries_.answered(answer, now); }
  void tick(Time now) { inquiries_.tick(now); }
  [[nodiscard]] Time deadline() const { return inquiries_.deadline(); }

 private:
  using Found = std::vector<Person>;

  void add_matching(Found& found, std::string_view folded_pattern, Seeker const& seeker) const;
  [[nodiscard]] bool is_hidden(directory::Contact const& internal, Seeker const& seeker) const;
  void tell(Seeker const& seeker, Lookup lookup, std::string pattern, Found found);

  PeopleSettings const settings_;
  directory::Directory const& directory_;
  Events& events_;
  Inquiries inquiries_;
  ContactBook internal_;  ///< by user id
  std::map<std::string, ContactBook> loaded_;
};

}  // namespace crosspoint::domain
