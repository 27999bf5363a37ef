#include "cti/lists.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace crosspoint::cti {
namespace {

constexpr std::array<ListView const*, 0
#define LIST(name) +1
#include "cti/lists.list"
#undef LIST
                     >
    table{
#define LIST(name) &name,
#include "cti/lists.list"
#undef LIST
    };

}  // namespace

ListView const* list_named(std::string_view name) {
  auto const* const found = std::ranges::find(table, name, [](ListView const* view) { return view->name; });
  return found == table.end() ? nullptr : *found;
}

ListView const& view_of(domain::List list) {
  return **std::ranges::find(table, list, [](ListView const* view) { return view->list; });
}

std::span<ListView const* const> all_lists() { return table; }

wire::json::Writer about(ListView const& list, std::string_view function) {
  wire::json::Writer out("getlist");
  out.text("function", function).text("listname", list.name).text("tipbxid", "xivo");
  return out;
}

wire::json::Writer status_message(State const& state, Scope const& scope, ListView const& list, std::string_view id) {
  auto out = about(list, "updatestatus");
  auto const number = list.list == domain::List::agents ? to_integer(id) : std::nullopt;  // always a number there (protocol 6.4)
  if (number) out.number("tid", *number);
  else out.text("tid", id);
  out.open("status");
  list.status(state, scope, id, out);
  out.close();
  return out;
}

}  // namespace crosspoint::cti
