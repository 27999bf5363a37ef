#include "wire/ami/escapes.h"

namespace crosspoint::wire::ami {
namespace {

constexpr std::string_view bare = "\a\b\f\n\r\t\v\\'\"?", letters = "abfnrtv\\'\"?";

}  // namespace

std::string escape(std::string_view name) {
  std::string out;
  for (char const c : name) {
    auto const place = bare.find(c);
    if (place != std::string_view::npos) out += '\\';
    out += place == std::string_view::npos ? c : letters[place];
  }
  return out;
}

std::string unescape(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    auto const place = name[at] == '\\' && at + 1 < name.size() ? letters.find(name[at + 1]) : std::string_view::npos;
    out += place == std::string_view::npos ? name[at] : bare[place];
    if (place != std::string_view::npos) ++at;
  }
  return out;
}

}  // namespace crosspoint::wire::ami
