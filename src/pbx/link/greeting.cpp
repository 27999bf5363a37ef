#include "pbx/link/greeting.h"

#include "base/text.h"

namespace crosspoint::pbx {

std::optional<Greeting> read_greeting(std::string_view banner) {
  static constexpr std::string_view name = "Asterisk Call Manager/";
  static constexpr int first_ami = 5, first_asterisk = 16;  // each new Asterisk has counted AMI up by one since
  if (!banner.starts_with(name)) return std::nullopt;
  auto const version = banner.substr(name.size());
  auto const major = to_integer(version.substr(0, version.find('.')));
  if (!major || *major < 0 || *major > 1000) return std::nullopt;
  return Greeting{std::string(version), static_cast<int>(*major) - first_ami + first_asterisk};
}

}  // namespace crosspoint::pbx
