#include "app/client/task.h"

namespace crosspoint::app::client {

Result<std::unique_ptr<Task>> make_task(std::string const& command, std::string const& argument) {
  auto const takes_argument = command == "dial" || command == "presence" || command == "list";
  if (takes_argument && argument.empty())
    return fail(Errc::bad_request, "'" + command + "' needs to be told what: " + command + " WHAT");
  if (command == "dial") return make_dial(argument);
  if (command == "presence") return make_presence(argument);
  if (command == "list") {
    if (auto list = make_list(argument)) return list;
    return fail(Errc::bad_request,
                "there is no list '" + argument + "', only users, phones, agents, queues, voicemails, queuemembers and meetmes");
  }
  if (command == "hangup") return make_hangup();
  if (command == "hold") return make_hold();
  if (command == "resume") return make_resume();
  if (command == "raw") return make_raw();
  if (command == "watch") return make_watch();
  return fail(Errc::bad_request,
              "there is no command '" + command + "', only watch, dial, presence, hangup, hold, resume, list and raw");
}

}  // namespace crosspoint::app::client
