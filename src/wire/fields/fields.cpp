#include "wire/fields/fields.h"

#include "base/text.h"

namespace crosspoint::wire {
namespace {

std::string_view view(boost::json::string const& text) { return {text.data(), text.size()}; }

}  // namespace

std::optional<std::int64_t> as_id(boost::json::value const& value) {
  if (auto const* const number = value.if_int64()) return *number;
  if (auto const* const text = value.if_string()) return to_integer(view(*text));
  return std::nullopt;
}

void Fields::fault(std::string_view what, std::string_view key) {
  if (fault_.empty()) fault_ = std::string(what) + " " + path_ + std::string(key);
}

void Fields::note(std::string_view key, Asked::Reader reader, bool required) const {
  if (record_) record_->push_back({path_ + std::string(key), reader, required});
}

boost::json::value const* Fields::find(std::string_view key, Asked::Reader reader) {
  note(key, reader, true);
  auto const* const value = object_.if_contains(boost::json::string_view(key.data(), key.size()));
  if (!value) fault("missing field", key);
  return value;
}

boost::json::value const* Fields::find_optional(std::string_view key, Asked::Reader reader) const {
  note(key, reader, false);
  return object_.if_contains(boost::json::string_view(key.data(), key.size()));
}

Fields Fields::inside(boost::json::object const& object, std::string_view key) const {
  Fields fields(object, record_);
  fields.path_ = path_ + std::string(key) + ".";
  return fields;
}

std::string_view Fields::text(std::string_view key) {
  auto const* const value = find(key, Asked::Reader::text);
  if (!value) return {};
  if (auto const* const text = value->if_string()) return view(*text);
  fault("not a text:", key);
  return {};
}

std::string_view Fields::optional_text(std::string_view key) {
  auto const* const value = find_optional(key, Asked::Reader::text);
  auto const* const text = value ? value->if_string() : nullptr;
  return text ? view(*text) : std::string_view{};
}

std::string Fields::id(std::string_view key) {
  auto const* const value = find(key, Asked::Reader::id);
  if (!value) return {};
  if (auto const number = as_id(*value)) return std::to_string(*number);
  if (auto const* const text = value->if_string()) return std::string(view(*text));
  fault("not an id:", key);
  return {};
}

std::string Fields::text_or_number(std::string_view key) {
  auto const* const value = find(key, Asked::Reader::text_or_number);
  if (!value) return {};
  if (auto const* const text = value->if_string()) return std::string(view(*text));
  if (value->is_int64()) return std::to_string(value->get_int64());
  fault("neither text nor number:", key);
  return {};
}

bool Fields::flag(std::string_view key) {
  auto const* const value = find(key, Asked::Reader::flag);
  if (!value) return false;
  if (auto const* const on = value->if_bool()) return *on;
  auto const* const number = value->if_int64();
  if (!number || *number < 0 || *number > 1) fault("not a switch:", key);
  return number && *number == 1;
}

boost::json::object const& Fields::object(std::string_view key) {
  static boost::json::object const none;
  auto const* const value = find(key, Asked::Reader::object);
  if (!value) return none;
  if (auto const* const object = value->if_object()) return *object;
  fault("not an object:", key);
  return none;
}

boost::json::object const* Fields::optional_object(std::string_view key) {
  auto const* const value = find_optional(key, Asked::Reader::object);
  return value ? value->if_object() : nullptr;
}

std::int64_t Fields::number(std::string_view key) {
  auto const* const value = find(key, Asked::Reader::number);
  auto const number = value ? as_id(*value) : std::nullopt;
  if (value && !number) fault("not a number:", key);
  return number.value_or(0);
}

boost::json::array const& Fields::array(std::string_view key) {
  static boost::json::array const none;
  auto const* const value = find(key, Asked::Reader::array);
  if (!value) return none;
  if (auto const* const array = value->if_array()) return *array;
  fault("not an array:", key);
  return none;
}

bool Fields::has(std::string_view key) const { return find_optional(key, Asked::Reader::presence) != nullptr; }

Result<> Fields::done() const {
  if (!fault_.empty()) return fail(Errc::bad_request, fault_);
  return {};
}

}  // namespace crosspoint::wire
