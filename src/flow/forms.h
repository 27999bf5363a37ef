#pragma once

#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

// Results of call forms, on their way to the program that the administrator has named.
namespace crosspoint::flow {

struct FormResult {
  WallTime submitted;  ///< names it: no two have the same
  UserId user;
  std::string variables;  ///< a JSON object
  bool operator==(FormResult const&) const = default;
};

/// Effect: hands a result over. Answered by FormSent with the token.
struct SendForm {
  Token token;
  FormResult result;
  bool operator==(SendForm const&) const = default;
};

/// Input: whether it was taken.
struct FormSent {
  Token token;
  bool taken;
};

/// Input: the results that nobody has taken in earlier runs, oldest first. Once at the start.
struct FormsLoaded {
  std::vector<FormResult> results;
};

}  // namespace crosspoint::flow
