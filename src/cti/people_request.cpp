#include "cti/people_request.h"

namespace crosspoint::cti {

Result<domain::PersonalContacts::Fields> parse_contact_infos(wire::Fields in) {
  auto const& infos = in.object("contact_infos");
  if (auto ok = in.done(); !ok) return tl::make_unexpected(std::move(ok.error()));
  wire::Fields values(infos);
  domain::PersonalContacts::Fields fields;
  for (auto const& info : infos) fields.emplace(info.key(), values.text(info.key()));
  return values.done().map([&] { return std::move(fields); });
}

}  // namespace crosspoint::cti
