#pragma once

#include "base/ids.h"

namespace crosspoint::domain {

/// How a user's fax goes on: at most once that it is answered, then how it has ended. (protocol S31)
struct FaxProgress {
  enum class Status { answered, sent, failed };

  UserId user;
  Status status = Status::failed;
  int pages = 0;  ///< of one that was sent
  bool operator==(FaxProgress const&) const = default;
};

}  // namespace crosspoint::domain
