#pragma once

#include <string>

#include "cti/command.h"
#include "domain/people/people.h"
#include "domain/people/personal_contacts.h"

// What the requests about people have in common. (protocol 4.5)
namespace crosspoint::cti {

inline domain::Seeker seeker_of(Caller const& caller) { return {caller.asker, caller.scope.context}; }

struct PatternRequest {
  std::string_view pattern;
};

inline Result<PatternRequest> parse_pattern(wire::Fields in) {
  PatternRequest const request{in.text("pattern")};
  return in.done().map([&] { return request; });
}

/// Which entry of which source.
inline Result<directory::EntryName> parse_entry(wire::Fields in) {
  directory::EntryName entry{std::string(in.text("source")), std::string(in.text("source_entry_id"))};
  return in.done().map([&] { return entry; });
}

/// The id of a personal contact; the source can be no other.
inline Result<std::string> parse_personal_entry(wire::Fields const& in) {
  auto entry = parse_entry(in);
  if (!entry) return tl::make_unexpected(std::move(entry.error()));
  if (entry->source != domain::personal_source) return fail(Errc::bad_request, "not a personal contact");
  return std::move(entry->id);
}

/// `contact_infos`: an object of texts.
Result<domain::PersonalContacts::Fields> parse_contact_infos(wire::Fields in);

}  // namespace crosspoint::cti
