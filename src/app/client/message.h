#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace crosspoint::app::client {

using boost::json::object;

/// One line of the server: itself, and what it holds. Lives as long as the line.
struct Message {
  std::string_view line;
  object fields;

  [[nodiscard]] bool is(std::string_view class_name) const;
  /// Of class getlist, about this list, with this function.
  [[nodiscard]] bool is_list(std::string_view function, std::string_view list) const;
};

/// Nothing if the line is no JSON object with a class.
std::optional<Message> parse_message(std::string_view line);

/// A field as text, whichever of the forms the protocol allows it has: a number in digits, a flag as "1" or "0"; "" if it is
/// absent or null.
std::string text_of(object const& fields, std::string_view key);

/// A field that is an object, or an empty one.
object const& object_of(object const& fields, std::string_view key);

/// The elements of an array as texts.
std::vector<std::string> texts_of(object const& fields, std::string_view key);

/// One request as a line.
std::string request(object const& fields);

/// A getlist request; `id` is empty for `listid`.
std::string list_request(std::string_view function, std::string_view list, std::string_view id);

}  // namespace crosspoint::app::client
