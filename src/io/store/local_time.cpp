#include "io/store/local_time.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace crosspoint::io::store {

std::string local_time(WallTime time) {
  auto const whole = std::chrono::floor<std::chrono::seconds>(time);
  auto const seconds = static_cast<std::time_t>(whole.time_since_epoch().count());
  std::tm local{};
  localtime_r(&seconds, &local);
  std::array<char, 32> text{};
  auto const length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &local);
  std::array<char, 16> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%06d", static_cast<int>((time - whole).count()));
  return std::string(text.data(), length) + fraction.data();
}

}  // namespace crosspoint::io::store
