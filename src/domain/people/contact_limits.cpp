#include "domain/people/contact_limits.h"

namespace crosspoint::domain {

std::optional<std::string> fault_of(directory::Contact const& contact) {
  auto const holds_nul = [](std::string const& text) { return text.find('\0') != std::string::npos; };
  if (contact.id.size() > ContactLimits::name || holds_nul(contact.id)) return "bad id";
  if (contact.fields.size() > ContactLimits::fields) return "too many fields";
  for (auto const& [name, value] : contact.fields) {
    if (name.empty()) return "a field has no name";
    if (name.size() > ContactLimits::name || holds_nul(name)) return "bad field name";
    if (value.size() > ContactLimits::value) return name + " is too long";
    if (holds_nul(value)) return name + " is not a text";
  }
  return std::nullopt;
}

std::size_t size_of(directory::Contact const& contact) {
  auto size = contact.id.size();
  for (auto const& [name, value] : contact.fields) size += name.size() + value.size();
  return size;
}

}  // namespace crosspoint::domain
