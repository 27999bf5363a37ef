#pragma once

#include <string>

#include "pbx/model/mark.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// Where an endpoint has registered from. (telephony 2.5)
struct Contact {
  std::string endpoint, uri, user_agent;
  bool answers = true;  ///< false: OPTIONS remain unanswered
  Mark mark;
};

using Contacts = Table<Contact>;  ///< by "endpoint uri"

}  // namespace crosspoint::pbx
