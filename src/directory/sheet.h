#pragma once

#include <map>
#include <string>
#include <vector>

// How call sheets are made. (protocol 7.4)
namespace crosspoint::directory {

/// One line of a sheet. In `text` and `fallback` a {name} stands for the variable of that name.
struct SheetField {
  int order = 0;
  std::string title, type;
  std::string fallback;  ///< shown when no variable of the text is known
  std::string text;
  bool operator==(SheetField const&) const = default;
};

/// What one sheet shows, how, and to whom.
struct SheetModel {
  std::vector<SheetField> sheet, balloon, actions;
  std::string form;        ///< a whole Qt form; empty: none
  bool focus = false;      ///< the client shows it at once
  bool compressed = true;  ///< on the wire
  bool to_everybody = false;
  bool operator==(SheetModel const&) const = default;
};

/// By the name of the event that shows them: "incomingdid", "dial", "link", "unlink", "hangup".
using SheetModels = std::map<std::string, std::vector<SheetModel>, std::less<>>;

/// A called user sees who calls.
SheetModels default_sheets();

}  // namespace crosspoint::directory
