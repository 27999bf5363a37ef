#pragma once

#include <string>

// What happens to single legs, for those who follow a call.
namespace crosspoint::pbx {

/// A phone or a trunk has dialled something: a call begins.
struct CallArrived {
  std::string uniqueid;
  bool operator==(CallArrived const&) const = default;
};

/// A leg, which is no Local channel, is being called by another.
struct DialBegan {
  std::string caller, called;  ///< uniqueids
  std::string device;          ///< of the called leg
  bool operator==(DialBegan const&) const = default;
};

/// Half of a Local channel is gone.
struct LocalEnded {
  std::string uniqueid;
  bool operator==(LocalEnded const&) const = default;
};

/// The application SendFAX has ended on a channel; it may have failed.
struct FaxSent {
  std::string uniqueid;
  int pages;  ///< that the other side has confirmed
  bool operator==(FaxSent const&) const = default;
};

}  // namespace crosspoint::pbx
