#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace crosspoint::wire {

/// A field that a parser has asked for, and how.
struct Asked {
  enum class Reader { presence, text, id, text_or_number, flag, object, number, array };
  std::string path;  ///< its name, after those of the objects that it is in, parted by dots
  Reader reader;
  bool required;
};

/// Typed access to one JSON object from a client. Read every field first, ask done() once: the first fault sticks. (P012)
class Fields {
 public:
  /// With `record` it keeps what is asked: so a request can be held against its description.
  explicit Fields(boost::json::object const& object, std::vector<Asked>* record = nullptr) : object_(object), record_(record) {}

  /// The fields of an object that is in this one; their faults are its own.
  [[nodiscard]] Fields inside(boost::json::object const& object, std::string_view key) const;

  /// A text; missing or of another type is a fault.
  std::string_view text(std::string_view key);

  /// A text; empty when it is missing or anything else.
  std::string_view optional_text(std::string_view key);

  /// A text that may be missing, but not be anything else.
  std::string_view text_if_there(std::string_view key) { return has(key) ? text(key) : std::string_view{}; }

  /// An id as int or as digits, in one written form. Another text is taken as it is; missing or another type is a fault.
  /// (protocol 2.1)
  std::string id(std::string_view key);

  /// A number as people write it: a text, taken as it is, or an int. Missing or another type is a fault.
  std::string text_or_number(std::string_view key);

  /// A switch: true or false, 1 or 0. (protocol 4.4) Missing or anything else is a fault.
  bool flag(std::string_view key);

  /// An object; missing or of another type is a fault, and an empty object is returned.
  boost::json::object const& object(std::string_view key);

  /// An object that may be missing; null then, and for another type.
  boost::json::object const* optional_object(std::string_view key);

  /// A whole number as int or as digits; missing or anything else is a fault, and 0 is returned.
  std::int64_t number(std::string_view key);

  /// An array; missing or of another type is a fault, and an empty array is returned.
  boost::json::array const& array(std::string_view key);

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] Result<> done() const;

 private:
  boost::json::value const* find(std::string_view key, Asked::Reader reader);
  boost::json::value const* find_optional(std::string_view key, Asked::Reader reader) const;
  void note(std::string_view key, Asked::Reader reader, bool required) const;
  void fault(std::string_view what, std::string_view key);

  boost::json::object const& object_;
  std::vector<Asked>* record_;
  std::string path_;  ///< of this object, with a dot at its end
  std::string fault_;
};

/// An id as int or as digits; anything else is nothing.
std::optional<std::int64_t> as_id(boost::json::value const& value);

}  // namespace crosspoint::wire
