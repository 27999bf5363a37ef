#include "sim/phone.h"

#include <array>

namespace crosspoint::sim {
namespace {

struct Names {
  std::string_view device, hint;
  int status, member;
};

constexpr std::array<Names, 6> names{{
    {"NOT_INUSE", "Idle", 0, 1},
    {"INUSE", "InUse", 1, 2},
    {"RINGING", "Ringing", 8, 6},
    {"RINGINUSE", "InUse&Ringing", 9, 7},
    {"ONHOLD", "Hold", 16, 8},
    {"UNAVAILABLE", "Unavailable", 4, 5},
}};

Names const& names_of(DeviceState state) { return names[static_cast<std::size_t>(state)]; }

constexpr std::array<std::string_view, 8> people{"Alice Martin", "Bob Stone",   "Carol Reyes", "Dave Okafor",
                                                 "Erin Novak",   "Frank Weiss", "Grace Kim",   "Heidi Roux"};

}  // namespace

std::string_view text_of(DeviceState state) { return names_of(state).device; }
int hint_of(DeviceState state) { return names_of(state).status; }
std::string_view hint_text_of(DeviceState state) { return names_of(state).hint; }
int member_status_of(DeviceState state) { return names_of(state).member; }

std::vector<Phone> make_phones(std::size_t count) {
  std::vector<Phone> phones(count);
  for (std::size_t i = 0; i < count; ++i) {
    // 2000 and up are agents and queues.
    phones[i].number = std::to_string(i < 999 ? 1001 + i : 10'000 + i - 999);
    phones[i].name = i < people.size() ? std::string(people[i]) : "Phone " + phones[i].number;
    phones[i].context = phones[i].number == "1007" ? "branch" : "default";
  }
  return phones;
}

}  // namespace crosspoint::sim
