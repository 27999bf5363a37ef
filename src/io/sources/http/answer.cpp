#include "io/sources/http/answer.h"

#include <boost/json/serialize.hpp>

#include "wire/json/reader.h"

namespace crosspoint::io::sources::http {
namespace {

namespace json = boost::json;

/// What a path such as "address.phone" leads to; null when it leads nowhere.
json::value const* follow(json::value const* value, std::string_view path) {
  while (value != nullptr && !path.empty()) {
    auto const dot = path.find('.');
    auto const* const object = value->if_object();
    auto const key = path.substr(0, dot);
    value = object == nullptr ? nullptr : object->if_contains({key.data(), key.size()});
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return value;
}

std::string text_at(json::value const& element, std::string_view path) {
  auto const* const value = follow(&element, path);
  if (value == nullptr) return {};
  if (auto const* const text = value->if_string()) return {text->data(), text->size()};
  return value->is_number() ? json::serialize(*value) : std::string();
}

directory::Contact contact(json::value const& element, Mapping const& mapping) {
  directory::Contact contact;
  if (!mapping.id.empty()) contact.id = text_at(element, mapping.id);
  for (auto const& [field, path] : mapping.fields)
    if (auto text = text_at(element, path); !text.empty()) contact.fields[field] = std::move(text);
  return contact;
}

}  // namespace

Result<Contacts> contacts_in(std::string_view body, std::string_view results, Mapping const& mapping, std::size_t limit) {
  boost::system::error_code error;
  auto const answer = wire::json::read(body, error);
  if (error) return fail(Errc::bad_request, "the answer is not JSON: " + error.message());
  auto const* const found = follow(&answer, results);
  auto const* const list = found == nullptr ? nullptr : found->if_array();
  if (list == nullptr)
    return fail(Errc::bad_request, results.empty() ? "the answer is no list" : "the answer has no list " + std::string(results));
  Contacts contacts;
  for (auto const& element : *list) {
    if (contacts.size() == limit) break;
    if (element.is_object()) contacts.push_back(contact(element, mapping));
  }
  return contacts;
}

}  // namespace crosspoint::io::sources::http
