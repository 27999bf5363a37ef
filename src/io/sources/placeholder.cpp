#include "io/sources/placeholder.h"

namespace crosspoint::io::sources {

std::string filled(std::string_view text, std::string_view placeholder, std::string_view value) {
  std::string result;
  while (true) {
    auto const at = text.find(placeholder);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += value;
    text.remove_prefix(at + placeholder.size());
  }
}

}  // namespace crosspoint::io::sources
