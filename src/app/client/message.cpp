#include "app/client/message.h"

namespace crosspoint::app::client {
namespace {

std::string text_of(boost::json::value const& value) {
  if (auto const* text = value.if_string()) return {text->data(), text->size()};
  if (auto const* flag = value.if_bool()) return *flag ? "1" : "0";
  return value.is_number() ? boost::json::serialize(value) : "";
}

}  // namespace

bool Message::is(std::string_view class_name) const { return client::text_of(fields, "class") == class_name; }

bool Message::is_list(std::string_view function, std::string_view list) const {
  return is("getlist") && client::text_of(fields, "function") == function && client::text_of(fields, "listname") == list;
}

std::optional<Message> parse_message(std::string_view line) {
  boost::system::error_code error;
  auto value = boost::json::parse({line.data(), line.size()}, error);
  if (error || !value.is_object() || !value.get_object().contains("class")) return std::nullopt;
  return Message{line, std::move(value.get_object())};
}

std::string text_of(object const& fields, std::string_view key) {
  auto const* value = fields.if_contains({key.data(), key.size()});
  return value ? text_of(*value) : "";
}

object const& object_of(object const& fields, std::string_view key) {
  static object const none;
  auto const* value = fields.if_contains({key.data(), key.size()});
  auto const* found = value ? value->if_object() : nullptr;
  return found ? *found : none;
}

std::vector<std::string> texts_of(object const& fields, std::string_view key) {
  std::vector<std::string> texts;
  auto const* value = fields.if_contains({key.data(), key.size()});
  if (value && value->is_array())
    for (auto const& element : value->get_array()) texts.push_back(text_of(element));
  return texts;
}

std::string request(object const& fields) { return boost::json::serialize(fields) + "\n"; }

std::string list_request(std::string_view function, std::string_view list, std::string_view id) {
  object fields{{"class", "getlist"},
                {"function", boost::json::string_view(function.data(), function.size())},
                {"listname", boost::json::string_view(list.data(), list.size())},
                {"tipbxid", "xivo"}};
  if (!id.empty()) fields["tid"] = boost::json::string_view(id.data(), id.size());
  return request(fields);
}

}  // namespace crosspoint::app::client
