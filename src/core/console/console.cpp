#include "core/console/console.h"

#include <algorithm>
#include <array>

#include "base/printable.h"
#include "core/console/notice.h"

namespace crosspoint::core::console {
namespace {

constexpr std::array<Command const*, 0
#define COMMAND(name) +1
#include "core/console/commands.list"
#undef COMMAND
                     >
    table{
#define COMMAND(name) &name##_command,
#include "core/console/commands.list"
#undef COMMAND
    };

std::vector<std::string_view> words_of(std::string_view line) {
  constexpr std::string_view blank = " \t";
  std::vector<std::string_view> words;
  for (auto begin = line.find_first_not_of(blank); begin != std::string_view::npos; begin = line.find_first_not_of(blank)) {
    line.remove_prefix(begin);
    words.push_back(line.substr(0, line.find_first_of(blank)));
    line.remove_prefix(words.back().size());
  }
  return words;
}

/// A browser can be made to send anything to a port of its own machine, but not without saying so first.
bool is_of_a_browser(std::string_view line) { return line.find(" HTTP/") != std::string_view::npos; }

}  // namespace

std::span<Command const* const> commands() { return table; }

void Console::line(flow::VisitorLine const& line, Time now) {
  if (is_of_a_browser(line.line)) {
    effects_.emplace_back(flow::DismissVisitor{line.visitor});
    return;
  }
  auto const answered = answer(line, now);
  effects_.emplace_back(
      flow::AnswerVisitor{line.visitor, answered ? *answered + "OK\n" : "error: " + answered.error().detail + "\n"});
}

Result<std::string> Console::answer(flow::VisitorLine const& line, Time now) {
  if (line.door == flow::Door::console) return run(line, now);
  return check_notice(line.line).map([&] {
    effects_.emplace_back(flow::LookAtStore{});
    return std::string{};
  });
}

Result<std::string> Console::run(flow::VisitorLine const& line, Time now) {
  auto words = words_of(line.line);
  auto const* const found =
      std::ranges::find_if(table, [&](Command const* each) { return !words.empty() && each->name == words[0]; });
  if (found == table.end()) return fail(Errc::unknown, "no such command, see `help`");
  auto const& command = **found;
  words.erase(words.begin());
  if (words.size() < command.least || words.size() > command.most)
    return fail(Errc::bad_request, "expected `" + std::string(command.name) + std::string(command.arguments) + "`");
  return command.run(office_, {line.visitor, std::move(words), now});
}

void Console::tell_followers() {
  if (followers_.empty()) return;
  std::string text;
  for (auto const& effect : effects_)
    if (auto const* const log = std::get_if<Log>(&effect); log && log->level != LogLevel::debug)
      text += printable(log->text) + "\n";
  if (text.empty()) return;
  for (auto const follower : followers_) effects_.emplace_back(flow::TellVisitor{follower, text});
}

}  // namespace crosspoint::core::console
