#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace crosspoint::wire {

/// Typed access to one JSON object from a client. Read every field first, ask done() once: the first fault sticks. (P012)
class Fields {
 public:
  explicit Fields(boost::json::object const& object) : object_(object) {}

  /// A text; missing or of another type is a fault.
  std::string_view text(std::string_view key);

  /// A text that may be missing.
  std::string_view optional_text(std::string_view key);

  /// An id as int or as digits, in one written form. Another text is taken as it is; missing or another type is a fault.
  /// (protocol 2.1)
  std::string id(std::string_view key);

  /// A number as people write it: a text, taken as it is, or an int. Missing or another type is a fault.
  std::string text_or_number(std::string_view key);

  /// A switch: true or false, 1 or 0. (protocol 4.4) Missing or anything else is a fault.
  bool flag(std::string_view key);

  /// An object; missing or of another type is a fault, and an empty object is returned.
  boost::json::object const& object(std::string_view key);

  /// A whole number as int or as digits; missing or anything else is a fault, and 0 is returned.
  std::int64_t number(std::string_view key);

  /// An array; missing or of another type is a fault, and an empty array is returned.
  boost::json::array const& array(std::string_view key);

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] Result<> done() const;

 private:
  boost::json::value const* find(std::string_view key);
  void fault(std::string_view what, std::string_view key);

  boost::json::object const& object_;
  std::string fault_;
};

/// An id as int or as digits; anything else is nothing.
std::optional<std::int64_t> as_id(boost::json::value const& value);

}  // namespace crosspoint::wire
