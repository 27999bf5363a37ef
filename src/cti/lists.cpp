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

boost::json::value status_tid(ListView const& view, std::string_view id) {
  if (view.list == domain::List::agents)
    if (auto const number = to_integer(id)) return *number;
  return boost::json::string(id.data(), id.size());
}

}  // namespace crosspoint::cti
