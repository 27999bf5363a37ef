#include "io/sources/csv_contacts.h"

#include <algorithm>
#include <cstddef>

#include "wire/csv/encoding.h"
#include "wire/csv/reader.h"

namespace crosspoint::io::sources {
namespace {

/// Where the columns of a mapping stand in the rows of one file.
class Columns {
 public:
  Columns(std::vector<std::string> const& header, Mapping const& mapping) {
    if (!mapping.id.empty()) id_ = place(header, mapping.id);
    for (auto const& [field, column] : mapping.fields) fields_.emplace_back(field, place(header, column));
  }

  /// Columns that were not found; empty when all is well.
  [[nodiscard]] std::string const& missing() const { return missing_; }

  [[nodiscard]] directory::Contact contact(std::vector<std::string> const& row) const {
    directory::Contact contact;
    contact.id = at(row, id_);
    for (auto const& [field, column] : fields_)
      if (auto text = at(row, column); !text.empty()) contact.fields[field] = std::move(text);
    return contact;
  }

 private:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  std::size_t place(std::vector<std::string> const& header, std::string const& column) {
    auto const found = std::ranges::find(header, column);
    if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
    missing_ += (missing_.empty() ? "" : ", ") + column;
    return nowhere;
  }

  /// A row may be shorter than the header.
  static std::string at(std::vector<std::string> const& row, std::size_t column) {
    return column < row.size() ? row[column] : std::string();
  }

  std::size_t id_ = nowhere;
  std::vector<std::pair<std::string, std::size_t>> fields_;
  std::string missing_;
};

}  // namespace

Result<Contacts> contacts_in_csv(std::string_view bytes, Mapping const& mapping) {
  auto const text = wire::csv::to_utf8(bytes);
  wire::csv::Reader reader(text);
  Columns const columns(reader.header(), mapping);
  if (!columns.missing().empty()) return fail(Errc::bad_request, "line 1: there is no column " + columns.missing());
  Contacts contacts;
  while (auto const row = reader.next()) {
    if (row->unclosed) return fail(Errc::bad_request, "line " + std::to_string(row->line) + ": a double quote without its end");
    contacts.push_back(columns.contact(row->fields));
  }
  return contacts;
}

}  // namespace crosspoint::io::sources
