#include "wire/asterisk/text.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::wire::asterisk {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Asterisk would take more, but nothing that could mean something else to it gets through.
bool can_be_dialled(char c) { return is_letter_or_digit(c) || c == '#' || c == '*' || c == '+'; }

/// What cuts a header Variable, or is taken away there: a semicolon begins a comment.
bool is_special_in_variable(char c) { return std::string_view("\\,\"()[];").find(c) != std::string_view::npos; }

/// What cuts arguments and dial strings, ends a quote, or is evaluated by the dialplan.
bool is_special_in_argument(char c) {
  return is_control(c) || std::string_view(",&|^\"'\\$(){}[]`").find(c) != std::string_view::npos;
}

bool can_be_in_file_name(char c) { return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_'; }

std::string without(std::string_view text, bool (*is_unwanted)(char)) {
  std::string out;
  std::ranges::remove_copy_if(text, std::back_inserter(out), is_unwanted);
  return out;
}

bool is_name_of_variable(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; });
}

}  // namespace

std::string plain(std::string_view text) {
  auto out = valid_utf8(text);
  std::ranges::replace_if(out, is_control, ' ');
  return out;
}

std::string dialable(std::string_view text) {
  return without(text, [](char c) { return !can_be_dialled(c); });
}

std::string caller_id(std::string_view name, std::string_view number) {
  auto shown = plain(name);
  std::erase_if(shown, [](char c) { return c == '"' || c == '\\'; });
  return "\"" + shown + "\" <" + dialable(number) + ">";
}

std::string variable(std::string_view name, std::string_view value) {
  auto out = std::string(name) + "=";
  for (char const c : plain(value)) {
    if (is_special_in_variable(c)) out += '\\';
    out += c;
  }
  return out;
}

std::string argument(std::string_view text) { return without(valid_utf8(text), is_special_in_argument); }

std::string file_name(std::string_view text) {
  return without(text, [](char c) { return !can_be_in_file_name(c); });
}

bool is_plain(std::string_view text) { return std::ranges::none_of(text, is_control) && is_valid_utf8(text); }

bool is_dialable(std::string_view text) { return std::ranges::all_of(text, can_be_dialled); }

bool is_caller_id(std::string_view text) {
  auto const end_of_name = text.rfind("\" <");
  if (!text.starts_with('"') || !text.ends_with('>') || end_of_name == 0 || end_of_name == std::string_view::npos) return false;
  auto const name = text.substr(1, end_of_name - 1);
  auto const number = text.substr(end_of_name + 3, text.size() - end_of_name - 4);
  return is_plain(name) && name.find_first_of("\"\\") == std::string_view::npos && is_dialable(number);
}

bool is_variable(std::string_view text) {
  auto const equals = text.find('=');
  if (equals == std::string_view::npos || !is_variable_name(text.substr(0, equals)) || !is_plain(text)) return false;
  for (auto value = text.substr(equals + 1); !value.empty(); value.remove_prefix(1)) {
    if (!is_special_in_variable(value.front())) continue;
    if (value.front() != '\\' || value.size() == 1) return false;
    value.remove_prefix(1);  // it protects what follows
  }
  return true;
}

bool is_argument(std::string_view text) { return std::ranges::none_of(text, is_special_in_argument) && is_valid_utf8(text); }

bool is_arguments(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c != ',' && is_special_in_argument(c); }) && is_valid_utf8(text);
}

bool is_variable_name(std::string_view text) {
  auto const open = text.find('(');
  if (open == std::string_view::npos) return is_name_of_variable(text);
  return text.ends_with(')') && is_name_of_variable(text.substr(0, open)) &&
         is_arguments(text.substr(open + 1, text.size() - open - 2));
}

}  // namespace crosspoint::wire::asterisk
