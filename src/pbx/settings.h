#pragma once

#include <cstdint>
#include <string>

#include "base/time.h"

namespace crosspoint::pbx {

struct Settings {
  std::string username, secret;
  bool plain_secret = false;  ///< Login with the secret itself: only on loopback; else MD5 challenge (telephony 1.2)
  Duration action_timeout{5'000'000};
  Duration ping_after{15'000'000};
  Duration ping_timeout{5'000'000};
  Duration compare_every{5'000'000};  ///< pause between two lists of the background comparison
  std::uint64_t seed = 1;             ///< of the jitter in the reconnection delays
};

}  // namespace crosspoint::pbx
