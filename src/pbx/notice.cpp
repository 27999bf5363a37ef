#include "pbx/notice.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::pbx {

std::string_view UserEventTold::field(std::string_view field_name) const {
  auto const found =
      std::ranges::find_if(fields, [&](auto const& field) { return equal_ignoring_case(field.first, field_name); });
  return found == fields.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace crosspoint::pbx
