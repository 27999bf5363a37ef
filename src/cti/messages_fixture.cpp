#include "cti/messages_fixture.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "base/text.h"

namespace crosspoint::cti {
namespace {

namespace json = boost::json;

/// A plain scalar as YAML understands it; one in quotes is a text whatever it looks like.
json::value scalar(YAML::Node const& node) {
  auto const& text = node.Scalar();
  if (node.Tag() == "!") return json::value(text);
  if (text == "true" || text == "false") return text == "true";
  if (auto const number = to_integer(text)) return *number;
  json::error_code error;
  auto const number = json::parse(text, error);
  return !error && number.is_double() ? number : json::value(text);
}

/// The allowed constants of `values` become an array, since keys of an object would all be texts.
json::value value_of(YAML::Node const& node) {
  if (node.IsNull()) return nullptr;
  if (node.IsScalar()) return scalar(node);
  if (node.IsSequence()) {
    json::array array;
    for (auto const& item : node) array.push_back(value_of(item));
    return array;
  }
  json::object object;
  for (auto const& entry : node) {
    auto const key = entry.first.IsNull() ? "null" : entry.first.Scalar();
    if (key == "values" && entry.second.IsMap()) {
      json::array constants;
      for (auto const& constant : entry.second) constants.push_back(scalar(constant.first));
      object[key] = std::move(constants);
    } else {
      object[key] = value_of(entry.second);
    }
  }
  return object;
}

std::string kind_of(json::value const& value) {
  switch (value.kind()) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "boolean";
    case json::kind::string: return "text";
    case json::kind::array: return "array";
    case json::kind::object: return "object";
    case json::kind::double_: return "number";
    default: return "integer";
  }
}

bool is_basic(std::string_view name) {
  return name == "text" || name == "integer" || name == "number" || name == "boolean" || name == "null";
}

bool flag(json::object const& field, std::string_view key) { return field.contains(json::string_view(key.data(), key.size())); }

std::string text(json::value const& value) { return std::string(value.as_string()); }

}  // namespace

DescribedMessages::DescribedMessages() : book_(value_of(YAML::LoadFile(CROSSPOINT_SOURCE_DIR "/docs/messages.yml"))) {
  compile_patterns(book_);
}

DescribedMessages const& DescribedMessages::instance() {
  static DescribedMessages const messages;
  return messages;
}

void DescribedMessages::compile_patterns(Value const& part) {
  if (auto const* const array = part.if_array())
    for (auto const& each : *array) compile_patterns(each);
  auto const* const object = part.if_object();
  if (!object) return;
  for (auto const& [key, each] : *object)
    if (key == "pattern" && each.is_string()) patterns_.try_emplace(text(each), text(each));
    else compile_patterns(each);
}

std::string DescribedMessages::fault_of_line(std::string_view line) const {
  auto const sent = json::parse(json::string_view(line.data(), line.size())).as_object();
  std::string faults = "no such message";
  for (auto const& [name, message] : book_.at("server").as_object()) {
    auto const& when = message.at("when").as_object();
    bool const meant = std::ranges::all_of(when, [&](auto const& constant) {
      auto const* const value = sent.if_contains(constant.key());
      return value && *value == constant.value();
    });
    if (!meant || (message.at("kind") == "push" && sent.contains("replyid"))) continue;
    auto const found = fault_of_message(message.as_object(), sent);
    if (found.empty()) return {};
    faults += "; not " + std::string(name) + ": " + found;
  }
  return faults + ": " + std::string(line.substr(0, 1000));
}

std::string DescribedMessages::fault_of_message(Object const& message, Object const& sent) const {
  json::object fields = book_.at("envelope").at("server").as_object();
  for (auto const& [name, value] : message.at("when").as_object()) fields[name] = {{"type", {{"values", json::array{value}}}}};
  if (auto const* const own = message.if_contains("fields"))
    for (auto const& [name, field] : own->as_object()) fields[name] = field;
  return fault_in_object({{"object", std::move(fields)}}, sent);
}

std::string DescribedMessages::fault_in_object(Object const& type, Object const& object) const {
  auto const& fields = type.at("object").as_object();
  for (auto const& [name, field] : fields)
    if (!object.contains(name) && !flag(field.as_object(), "optional")) return std::string(name) + " is missing";
  for (auto const& [name, value] : object) {
    auto const* const field = fields.if_contains(name);
    auto const* const others = type.if_contains("others");
    if (!field && !others) return std::string(name) + " is not described";
    if (auto const found = fault(field ? field->at("type") : *others, value); !found.empty())
      return std::string(name) + ": " + found;
  }
  return {};
}

std::string DescribedMessages::fault(Value const& type, Value const& value) const {
  auto const wrong = [&] { return json::serialize(value) + " is no " + json::serialize(type); };
  auto const right_if = [&](bool right) { return right ? std::string{} : wrong(); };
  if (type.is_null()) return right_if(value.is_null());
  if (type.is_string()) {
    auto const name = text(type);
    if (is_basic(name)) return right_if(kind_of(value) == name || (name == "number" && value.is_int64()));
    return fault(types().at(name).at("type"), value);
  }
  if (type.is_array())
    return right_if(std::ranges::any_of(type.get_array(), [&](auto const& each) { return fault(each, value).empty(); }));
  auto const& shape = type.as_object();
  if (auto const* const constants = shape.if_contains("values"))
    return right_if(std::ranges::find(constants->as_array(), value) != constants->as_array().end());
  if (auto const* const pattern = shape.if_contains("pattern"))
    return right_if(value.is_string() && std::regex_match(text(value), patterns_.at(text(*pattern))));
  if (shape.contains("object")) return value.is_object() ? fault_in_object(shape, value.get_object()) : wrong();
  if (auto const* const map = shape.if_contains("map")) {
    if (!value.is_object()) return wrong();
    for (auto const& [key, each] : value.get_object())
      for (auto const& found : {fault(map->at(0), Value(key)), fault(map->at(1), each)})
        if (!found.empty()) return found;
    return {};
  }
  if (!value.is_array()) return wrong();
  auto const& items = value.get_array();
  auto const* const tuple = shape.if_contains("tuple");
  if (tuple && tuple->as_array().size() != items.size()) return wrong();
  for (std::size_t i = 0; i < items.size(); ++i)
    if (auto found = fault(tuple ? tuple->at(i) : shape.at("array"), items[i]); !found.empty()) return found;
  return {};
}

std::set<std::string> DescribedMessages::kinds(Value const& type) const {
  if (type.is_null()) return {"null"};
  if (type.is_string()) return is_basic(text(type)) ? std::set{text(type)} : kinds(types().at(text(type)).at("type"));
  std::set<std::string> all;
  if (type.is_array())
    for (auto const& each : type.get_array()) all.merge(kinds(each));
  if (!type.is_object()) return all;
  auto const& shape = type.get_object();
  if (auto const* const constants = shape.if_contains("values"))
    for (auto const& constant : constants->as_array()) all.insert(kind_of(constant));
  else if (shape.contains("pattern")) all.insert("text");
  else if (shape.contains("array") || shape.contains("tuple")) all.insert("array");
  else all.insert("object");
  return all;
}

std::map<std::string, std::string> DescribedMessages::fields_read(std::string_view request) const {
  std::map<std::string, std::string> read;
  auto const& message = of_clients().at(json::string_view(request.data(), request.size()));
  if (auto const* const fields = message.as_object().if_contains("fields")) collect(fields->as_object(), "", read);
  return read;
}

void DescribedMessages::collect(Object const& fields, std::string const& path, std::map<std::string, std::string>& read) const {
  for (auto const& [name, field] : fields) {
    if (flag(field.as_object(), "ignored")) continue;
    std::string all;
    for (auto const& kind : kinds(field.at("type"))) all += (all.empty() ? "" : "|") + kind;
    auto const own = path + std::string(name);
    read[own] = (flag(field.as_object(), "optional") ? "optional " : "required ") + all;
    collect_within(field.at("type"), own + ".", read);
  }
}

void DescribedMessages::collect_within(Value const& type, std::string const& path,
                                       std::map<std::string, std::string>& read) const {
  if (type.is_string() && !is_basic(text(type))) return collect_within(types().at(text(type)).at("type"), path, read);
  auto const* const shape = type.if_object();
  if (!shape) return;
  if (auto const* const fields = shape->if_contains("object")) collect(fields->as_object(), path, read);
  if (auto const* const map = shape->if_contains("map")) collect_within(map->at(1), path, read);
}

}  // namespace crosspoint::cti
