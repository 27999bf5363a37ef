#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "directory/contact.h"

// Sources of contacts outside of the house: what the core asks of them, and what comes back.
namespace crosspoint::flow {

/// Contacts in which the pattern stands, whatever its accents and capitals.
struct Matching {
  std::string pattern;
  bool operator==(Matching const&) const = default;
};

/// Contacts by their ids within the source, for favourites.
struct WithIds {
  std::vector<std::string> ids;
  bool operator==(WithIds const&) const = default;
};

/// Effect: asks a source that answers questions (LDAP, HTTP). Answered by SourceAnswered with the token, once, within the
/// source's own time limit.
struct AskSource {
  Token token;
  std::string source;
  std::variant<Matching, WithIds> question;
  bool operator==(AskSource const&) const = default;
};

/// Effect: a source has failed, or has not answered within the time of a search. For the metrics; the log has its own line.
struct SourceFailed {
  std::string source;
  bool operator==(SourceFailed const&) const = default;
};

/// Input: the answer of a source.
struct SourceAnswered {
  Token token;
  std::string source;
  std::vector<directory::Contact> contacts;
  std::string error;  ///< empty: the source has answered; else why not, for the log
  Duration took{};    ///< since it was asked
};

/// Input: a source that is read as a whole (a CSV file) has been read, at the start and again whenever it changed.
struct SourceLoaded {
  std::string source;
  std::vector<directory::Contact> contacts;
};

}  // namespace crosspoint::flow
