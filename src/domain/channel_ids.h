#pragma once

#include <cstdint>
#include <string>

namespace crosspoint::domain {

/// Names of the channels that we have Asterisk make. Asterisk refuses a name that it has already, so each is unlike those of any
/// other server on the same exchange, and of any other run of this one. (telephony 4.1)
class ChannelIds {
 public:
  /// `run`: a number that no other server and no other run has.
  explicit ChannelIds(std::uint64_t run);

  /// "xp-3c0a7f19d2b46e58-17"
  [[nodiscard]] std::string next();

 private:
  std::string prefix_;
  std::uint64_t made_ = 0;
};

}  // namespace crosspoint::domain
