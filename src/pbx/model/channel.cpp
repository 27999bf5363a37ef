#include "pbx/model/channel.h"

namespace crosspoint::pbx {

std::string_view device_of(std::string_view channel_name) {
  auto const hyphen = channel_name.rfind('-');
  return hyphen == std::string_view::npos ? channel_name : channel_name.substr(0, hyphen);
}

std::uint8_t half_of(std::string_view channel_name) {
  if (!channel_name.starts_with("Local/")) return 0;
  if (channel_name.ends_with(";1")) return 1;
  if (channel_name.ends_with(";2")) return 2;
  return 0;
}

}  // namespace crosspoint::pbx
