#include "pbx/events/events.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"

namespace crosspoint::pbx::events {
namespace {

constexpr std::array<Event const*, 0
#define EVENT(name) +1
#include "pbx/events/events.list"
#undef EVENT
                     >
    table{
#define EVENT(name) &name,
#include "pbx/events/events.list"
#undef EVENT
    };

constexpr std::size_t slots = 512;  // eight times as many as events: hardly two share one

/// The same for upper and lower case letters.
constexpr std::size_t slot_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (char const c : name) hash = (hash ^ (static_cast<unsigned char>(c) | 0x20U)) * 16777619U;
  return (hash ^ (hash >> 16)) % slots;
}

/// Open addressing; built once, at the first event.
std::array<Event const*, slots> make_index() {
  std::array<Event const*, slots> index{};
  for (auto const* const event : table) {
    auto slot = slot_of(event->name);
    while (index[slot]) slot = (slot + 1) % slots;
    index[slot] = event;
  }
  return index;
}

}  // namespace

Event const* find(std::string_view name) {
  static auto const index = make_index();
  for (auto slot = slot_of(name); index[slot]; slot = (slot + 1) % slots)
    if (equal_ignoring_case(index[slot]->name, name)) return index[slot];
  return nullptr;
}

}  // namespace crosspoint::pbx::events
