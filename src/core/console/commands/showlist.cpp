// showlist: the lists that clients keep, what is in them and how it is now. (protocol 6)
//   showlist              users 8
//   showlist users        users 1 {"firstname":"Alice",...} {"availstate":"available","connection":"yes"}
#include "core/console/command.h"

#include <boost/json.hpp>

#include "cti/lists.h"

namespace crosspoint::core::console {
namespace {

std::string element(Office const& office, cti::ListView const& view, std::string const& id) {
  auto line = std::string(view.name) + " " + id;
  if (auto const config = view.config(office.state, {}, id, cti::Form::reply)) line += " " + boost::json::serialize(*config);
  if (auto const status = view.status(office.state, {}, id)) line += " " + boost::json::serialize(*status);
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
