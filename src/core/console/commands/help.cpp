// help: what the info console understands.
#include <algorithm>

#include "core/console/command.h"

namespace crosspoint::core::console {
namespace {

Result<std::string> run(Office const&, Request const&) {
  constexpr std::size_t column = 22;
  std::string text;
  for (auto const* const command : commands()) {
    auto const usage = std::string(command->name) + std::string(command->arguments);
    text += usage + std::string(column - std::min(column - 1, usage.size()), ' ') + std::string(command->purpose) + "\n";
  }
  return text;
}

}  // namespace

constinit Command const help_command{"help", "", "this text", 0, 0, run};

}  // namespace crosspoint::core::console
