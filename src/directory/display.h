#pragma once

#include <string>
#include <vector>

namespace crosspoint::directory {

/// One column of the tables in which people are shown.
struct Column {
  std::string title;
  std::string type;                 ///< what clients make of it (protocol S15); empty: plain text
  std::vector<std::string> fields;  ///< of the contact; the values of several stand beside each other
  std::string otherwise;            ///< shown when the contact has none of them
  bool operator==(Column const&) const = default;

  [[nodiscard]] bool is_favorite() const { return type == "favorite"; }
  [[nodiscard]] bool is_personal() const { return type == "personal"; }
  [[nodiscard]] bool is_mark() const { return is_favorite() || is_personal(); }  ///< holds no text
  [[nodiscard]] bool is_number() const { return type.starts_with("number"); }
};

/// How people are shown to the users of a profile.
struct Display {
  std::string name;
  std::vector<Column> columns;
  bool operator==(Display const&) const = default;
};

// For profiles that name none. (protocol B.4)
Display const& usual_display();
Display const& usual_switchboard_display();

}  // namespace crosspoint::directory
