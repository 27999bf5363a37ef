#include "domain/people/contact_table.h"

#include <optional>
#include <set>

#include "domain/people/contact_limits.h"
#include "wire/csv/encoding.h"
#include "wire/csv/reader.h"
#include "wire/csv/writer.h"

namespace crosspoint::domain {
namespace {

using directory::Contact;

/// Of two columns with one name the first counts; one without a name does not.
Contact contact_of(std::vector<std::string> const& header, std::vector<std::string> const& fields) {
  Contact contact;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i] == "id") contact.id = fields[i];
    else if (!header[i].empty()) contact.fields.emplace(header[i], fields[i]);
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
    auto contact = contact_of(reader.header(), row.fields);
    if (auto fault = fault_of(contact)) return fault;
    if (!contact.id.empty() && (known.find(contact.id) || !ids.insert(contact.id).second))
      return "contact \"" + contact.id + "\" already exist";
    if (known.size() + table.contacts.size() >= ContactLimits::contacts || size + size_of(contact) > ContactLimits::size_of_all)
      return "too many contacts";
    size += size_of(contact);
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
