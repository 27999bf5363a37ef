#include "domain/transfers/mailboxes.h"

#include <algorithm>

namespace crosspoint::domain {

std::string fault_of_mailbox(pbx::Model const& model, std::string_view mailbox, std::string_view context) {
  auto const is_plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (mailbox.empty() || !std::ranges::all_of(mailbox, is_plain)) return "a transfer to a mailbox that is no number";
  auto const address = std::string(mailbox) + "@" + std::string(context);
  return pbx::lookup(model.mailboxes, address) ? "" : "a transfer to a mailbox that there is not: " + address;
}

}  // namespace crosspoint::domain
