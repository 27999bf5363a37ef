#include "load/house.h"

namespace crosspoint::load {

std::string House::user_uuid(std::size_t user) {
  auto digits = std::to_string(user);
  return "b0000000-0000-4000-8000-" + digits.insert(0, 12 - digits.size(), '0');
}

}  // namespace crosspoint::load
