// register: from now on, what the server does and logs comes to this connection too, until it ends.
#include "core/console/command.h"

namespace crosspoint::core::console {
namespace {

Result<std::string> run(Office const& office, Request const& request) {
  office.followers.insert(request.visitor);
  return std::string{};
}

}  // namespace

constinit Command const register_command{"register", "", "from now on, what is logged comes here too", 0, 0, run};

}  // namespace crosspoint::core::console
