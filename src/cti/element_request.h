#pragma once

#include <string>

#include "cti/command.h"
#include "cti/lists.h"

namespace crosspoint::cti {

/// Which element of which list a request is about. (protocol 4.2)
struct ElementRequest {
  ListView const* list = nullptr;
  std::string id;
};

/// Refused: a field is missing, or protocol 2.2 has no such list (P075). The element itself may not exist.
inline Result<ElementRequest> parse_element(wire::Fields in) {
  auto const name = in.text("listname");
  ElementRequest request{list_named(name), in.id("tid")};
  if (auto ok = in.done(); !ok) return tl::make_unexpected(ok.error());
  if (!request.list) return fail(Errc::unknown, "no such list");
  return request;
}

}  // namespace crosspoint::cti
