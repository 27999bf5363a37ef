#include "base/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/text.h"

namespace crosspoint {
namespace {

using Form = std::pair<std::string_view, std::string_view>;

/// Letters that Unicode does not take apart, in lower case, and its many dashes.
constexpr std::array plain_forms{Form{"ø", "o"},  Form{"ł", "l"}, Form{"đ", "d"},  Form{"ð", "d"},
                                 Form{"ħ", "h"},  Form{"ı", "i"}, Form{"æ", "ae"}, Form{"œ", "oe"},
                                 Form{"þ", "th"}, Form{"‐", "-"}, Form{"–", "-"},  Form{"—", "-"}};

constexpr std::string_view separators = " .-/()";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

std::string lower(std::string_view ascii) {
  std::string out(ascii);
  for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string without_marks(std::string_view text) {
  auto const valid = valid_utf8(text);
  utf8proc_uint8_t* mapped = nullptr;
  auto const options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  auto const length = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(valid.data()),
                                   static_cast<utf8proc_ssize_t>(valid.size()), &mapped, options);
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owner(mapped, &std::free);
  return length < 0 ? lower(valid) : std::string(reinterpret_cast<char const*>(mapped), static_cast<std::size_t>(length));
}

std::string in_plain_letters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    auto const* const found = std::ranges::find_if(plain_forms, [&](auto const& form) { return text.starts_with(form.first); });
    bool const known = found != plain_forms.end();
    out += known ? found->second : text.substr(0, 1);
    text.remove_prefix(known ? found->first.size() : 1);
  }
  return out;
}

/// Drops separators that have digits, or nothing, on both sides: a number still being typed may end with one. Nothing but
/// separators is no number.
std::string with_bare_numbers(std::string_view text) {
  if (text.find_first_not_of(separators) == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    auto const next = std::min(text.find_first_not_of(separators, i), text.size());
    if (next == i) {
      out += text[i++];
      continue;
    }
    bool const after_number = out.empty() || is_digit(out.back()) || out.back() == '+';
    bool const before_number = next == text.size() || is_digit(text[next]);
    if (!after_number || !before_number) out += text.substr(i, next - i);
    i = next;
  }
  return out;
}

}  // namespace

std::string folded(std::string_view text) {
  auto out = is_ascii(text) ? lower(text) : in_plain_letters(without_marks(text));
  std::ranges::replace_if(out, is_control, ' ');
  return with_bare_numbers(out);
}

}  // namespace crosspoint
