// disc: sends a client away, by its number in `clients`. It is told not to come back by itself. (protocol S38)
//   disc 17
#include "base/text.h"
#include "core/console/command.h"

namespace crosspoint::core::console {
namespace {

Result<std::string> run(Office const& office, Request const& request) {
  auto const id = to_integer(request.arguments[0]);
  if (!id || !office.sessions.send_away(SessionId{*id}, request.now))
    return fail(Errc::unknown, "there is no such client, see `clients`");
  return std::string{};
}

}  // namespace

constinit Command const disc_command{"disc", " CLIENT", "sends a client away, by its number", 1, 1, run};

}  // namespace crosspoint::core::console
