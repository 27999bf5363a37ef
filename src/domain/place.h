#pragma once

#include <string>

namespace crosspoint::domain {

/// An extension of the dialplan.
struct Place {
  std::string context, exten;
};

}  // namespace crosspoint::domain
