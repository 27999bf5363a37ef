// Any bytes as what a source of contacts has sent, or as a pattern that is put into a question: what comes of it is text, and
// what was put in stays where it was put.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "io/sources/csv_contacts.h"
#include "io/sources/http/answer.h"
#include "io/sources/http/url.h"
#include "io/sources/ldap/filter.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace crosspoint::io::sources;
  std::string const bytes(reinterpret_cast<char const*>(data), size);
  Mapping const mapping{.id = "id", .fields = {{"lastname", "name"}, {"number", "phone.work"}}};
  if (auto const contacts = http::contacts_in(bytes, "items", mapping, 10)) check(contacts->size() <= 10);
  static_cast<void>(contacts_in_csv(bytes, mapping));

  auto const encoded = http::percent_encoded(bytes);
  check(encoded.find_first_of(" &#?/=+\r\n") == std::string::npos);
  check(http::parse_url("http://host/?q=" + encoded).has_value());
  check(crosspoint::io::sources::ldap::escaped(bytes).find_first_of("*()") == std::string::npos);
  return 0;
}
