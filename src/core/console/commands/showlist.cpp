// showlist: the lists that clients keep, what is in them and how it is now. (protocol 6)
//   showlist              users 8
//   showlist users        users 1 {"firstname":"Alice",...} {"availstate":"available","connection":"yes"}
#include "core/console/command.h"

#include "cti/lists.h"

namespace crosspoint::core::console {
namespace {

std::string element(Office const& office, cti::ListView const& view, std::string const& id) {
  auto line = std::string(view.name) + " " + id;
  wire::json::Writer config, status;
  if (view.config(office.state, {}, id, cti::Form::reply, config)) line += " " + config.object();
  if (view.status(office.state, {}, id, status)) line += " " + status.object();
  return line + "\n";
}

Result<std::string> run(Office const& office, Request const& request) {
  std::string text;
  if (request.arguments.empty()) {
    for (auto const* const view : cti::all_lists())
      text += std::string(view->name) + " " + std::to_string(view->ids(office.state, {}).size()) + "\n";
    return text;
  }
  auto const* const view = cti::list_named(request.arguments[0]);
  if (!view) return fail(Errc::unknown, "there is no such list, see `showlist`");
  for (auto const& id : view->ids(office.state, {}))
    if (request.arguments.size() == 1 || request.arguments[1] == id) text += element(office, *view, id);
  return text;
}

}  // namespace

constinit Command const showlist_command{
    "showlist", " [LIST [ID]]", "the lists that clients keep, or what is in one of them", 0, 2, run};

}  // namespace crosspoint::core::console
