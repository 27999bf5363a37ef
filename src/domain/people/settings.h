#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace crosspoint::domain {

/// A source of contacts outside of the house. The names "internal" and "personal" are taken.
struct ContactSource {
  enum class Kind {
    loaded,  ///< given as a whole: flow::SourceLoaded
    asked,   ///< answers questions: flow::AskSource
  };

  std::string name;
  Kind kind;
};

struct PeopleSettings {
  std::vector<ContactSource> sources;
  std::uint64_t seed = 1;        ///< of the ids of personal contacts
  Duration patience{1'000'000};  ///< how long a search waits for sources that are asked
};

}  // namespace crosspoint::domain
