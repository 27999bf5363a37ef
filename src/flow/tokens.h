#pragma once

#include "base/ids.h"

namespace crosspoint::flow {

/// Gives out tokens, each once. Whoever shares one such giver never takes another's answer for its own.
class Tokens {
 public:
  Token next() {
    ++last_.value;
    return last_;
  }

 private:
  Token last_;
};

}  // namespace crosspoint::flow
