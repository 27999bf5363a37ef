#include "pbx/lists/lists.h"

#include <array>

namespace crosspoint::pbx::lists {
namespace {

constexpr std::array<List const*, 0
#define LIST(name) +1
#include "pbx/lists/lists.list"
#undef LIST
                     >
    table{
#define LIST(name) &name,
#include "pbx/lists/lists.list"
#undef LIST
    };

}  // namespace

std::span<List const* const> all() { return table; }

}  // namespace crosspoint::pbx::lists
