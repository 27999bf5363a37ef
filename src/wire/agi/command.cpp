#include "wire/agi/command.h"

#include <algorithm>

#include "wire/asterisk/text.h"

namespace crosspoint::wire::agi {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string set_variable(Variable const& variable) {
  auto command = "SET VARIABLE " + variable.name + " \"";
  for (char const c : asterisk::plain(variable.value)) {
    if (c == '"' || c == '\\') command += '\\';
    command += c;
  }
  return command += "\"\n";
}

Reply read_reply(std::string_view line) {
  constexpr std::size_t code = 3;
  if (line.size() <= code || !std::ranges::all_of(line.substr(0, code), is_digit)) return Reply::news;
  if (line[code] == '-' || line.starts_with("100 ")) return Reply::incomplete;
  return line[code] == ' ' ? Reply::complete : Reply::news;
}

}  // namespace crosspoint::wire::agi
