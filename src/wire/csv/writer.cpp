#include "wire/csv/writer.h"

#include <string_view>

namespace crosspoint::wire::csv {
namespace {

void append_field(std::string& text, std::string_view field) {
  if (field.find_first_of(",;\"\r\n") == std::string_view::npos) {
    text += field;
    return;
  }
  text += '"';
  for (auto const c : field) text.append(c == '"' ? 2 : 1, c);
  text += '"';
}

}  // namespace

void append_row(std::string& text, std::vector<std::string> const& fields) {
  for (bool first = true; auto const& field : fields) {
    if (!first) text += ',';
    append_field(text, field);
    first = false;
  }
  text += "\r\n";
}

}  // namespace crosspoint::wire::csv
