#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a client shows of a call. (protocol 7)
namespace crosspoint::wire::sheet {

/// Something the client shows or does; what the types mean stands in protocol 7.3.
struct Line {
  int order;
  std::string title, type, content;
  bool operator==(Line const&) const = default;
};

struct Sheet {
  std::vector<std::pair<std::string, std::string>> internals;  ///< data about the sheet, by name
  std::optional<std::string> form;                             ///< a whole Qt form, or nothing in its place
  std::vector<Line> lines, balloon, actions;
};

/// As XML in UTF-8. What cannot stand in XML (control characters, bytes that are no UTF-8) is left out or replaced, so that every
/// client can read it. (P194, P198)
std::string to_xml(Sheet const& sheet);

enum class Compression { off, on };

/// The XML as the message carries it: base64 of the text, or of its length as four bytes, the highest first, and its zlib stream.
/// (P192, P193)
std::string payload(std::string_view xml, Compression compression);

}  // namespace crosspoint::wire::sheet
