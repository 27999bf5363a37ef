#include "domain/people/contact_table.h"

#include <map>
#include <optional>
#include <set>

#include "domain/people/contact_limits.h"
#include "wire/csv/encoding.h"
#include "wire/csv/reader.h"
#include "wire/csv/writer.h"

namespace crosspoint::domain {
namespace {

using directory::Contact;

using Values = std::map<std::string, std::string>;

/// Of two columns with one name the first counts; one without a name does not.
Values by_name(std::vector<std::string> const& header, std::vector<std::string> const& row) {
  Values values;
  for (std::size_t i = 0; i < header.size(); ++i)
    if (!header[i].empty()) values.emplace(header[i], row[i]);
  return values;
}

/// What a row makes of a contact that there is (or null: of a new one). An export has a column for every field of any contact: a
/// known one gets no further field from an empty value.
Contact changed(Contact const* before, Values const& values) {
  auto contact = before ? *before : Contact{};
  for (auto const& [name, value] : values) {
    if (name == "id") contact.id = value;
    else if (!before || !value.empty() || before->fields.contains(name)) contact.fields.insert_or_assign(name, value);
  }
  return contact;
}

}  // namespace

ContactTable read_table(std::string_view csv, ContactBook const& known, std::size_t size) {
  auto const text = wire::csv::to_utf8(csv);
  wire::csv::Reader reader(text);
  ContactTable table;
  std::set<std::string> ids;
  auto const add = [&](wire::csv::Row const& row) -> std::optional<std::string> {
    if (row.unclosed) return "unclosed quote";
    if (row.fields.size() != reader.header().size()) return "missing fields";
    auto const values = by_name(reader.header(), row.fields);
    auto const id = values.find("id");
    auto const* const before = id == values.end() ? nullptr : known.find(id->second);
    auto contact = changed(before, values);
    if (auto fault = fault_of(contact)) return fault;
    auto const size_then = size - (before ? size_of(*before) : 0) + size_of(contact);
    auto const is_one_too_many = !before && known.size() + table.created >= ContactLimits::contacts;
    if (!contact.id.empty() && ids.contains(contact.id)) return "contact \"" + contact.id + "\" already exist";
    if (is_one_too_many || size_then > ContactLimits::size_of_all) return "too many contacts";
    ids.insert(contact.id);
    size = size_then;
    table.created += before ? 0 : 1;
    table.contacts.push_back(std::move(contact));
    return std::nullopt;
  };
  while (auto const row = reader.next())
    if (auto error = add(*row)) table.failed.push_back({row->line, std::move(*error)});
  return table;
}

std::string write_table(ContactBook const& book) {
  std::set<std::string> names{"id"};
  auto const for_each = [&](auto use) {
    book.search("", [&](Contact const& contact) {
      use(contact);
      return true;
    });
  };
  for_each([&](Contact const& contact) {
    for (auto const& field : contact.fields) names.insert(field.first);
  });
  std::string csv;
  if (book.size() == 0) return csv;
  wire::csv::append_row(csv, {names.begin(), names.end()});
  for_each([&](Contact const& contact) {
    std::vector<std::string> row;
    for (auto const& name : names) {
      auto const found = contact.fields.find(name);
      row.push_back(name == "id" ? contact.id : found == contact.fields.end() ? "" : found->second);
    }
    wire::csv::append_row(csv, row);
  });
  return csv;
}

}  // namespace crosspoint::domain
