#include "directory/contact.h"

namespace crosspoint::directory {

std::string Contact::value(std::string const& field) const {
  if (auto const found = fields.find(field); found != fields.end()) return found->second;
  if (field != "name") return {};
  auto const first = value("firstname");
  auto const last = value("lastname");
  return first + (first.empty() || last.empty() ? "" : " ") + last;
}

}  // namespace crosspoint::directory
