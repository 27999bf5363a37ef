#include "domain/sheets/substitution.h"

namespace crosspoint::domain {
namespace {

/// A name has no braces in it: of "{{a}" it is the inner pair that counts.
struct Name {
  std::size_t begin, end;  ///< of the braces and what is in them
};

Name next_name(std::string_view text, std::size_t from) {
  constexpr auto none = std::string_view::npos;
  for (auto close = text.find('}', from); close != none; close = text.find('}', close + 1)) {
    auto const open = text.substr(0, close).rfind('{');
    if (open != none && open >= from && open + 1 < close) return {open, close + 1};
  }
  return {none, none};
}

}  // namespace

std::string substituted(std::string_view text, std::string_view fallback, Variables const& variables) {
  std::string out;
  std::size_t at = 0, names = 0, known = 0;
  for (auto name = next_name(text, 0); name.begin != std::string_view::npos; name = next_name(text, at)) {
    ++names;
    auto const found = variables.find(text.substr(name.begin + 1, name.end - name.begin - 2));
    auto const is_known = found != variables.end() && (fallback.empty() || !found->second.empty());
    out += text.substr(at, name.begin - at);
    out += is_known ? std::string_view(found->second) : text.substr(name.begin, name.end - name.begin);
    if (is_known) ++known;
    at = name.end;
  }
  out += text.substr(at);
  return names > 0 && known == 0 && !fallback.empty() ? std::string(fallback) : out;
}

std::string substituted(std::string_view form, Variables const& variables) { return substituted(form, {}, variables); }

}  // namespace crosspoint::domain
