#pragma once

#include <string_view>

#include "base/time.h"
#include "domain/events_fwd.h"

namespace crosspoint::pbx {
enum class LinkState;
}

namespace crosspoint::domain {

/// The link to the exchange is so, and since when. (P251, P252)
struct ExchangeChanged {
  std::string_view state;  ///< "connecting", "syncing", "live"
  Time since{};
  bool operator==(ExchangeChanged const&) const = default;
};

/// How the link to the exchange is, for clients: while it is not live, all else that they see is what was known last.
class ExchangeLink {
 public:
  explicit ExchangeLink(Events& events) : events_(events) {}

  void changed(pbx::LinkState state, Time now);

  /// By the clock it is so since another time than was told.
  void tell_again();

  [[nodiscard]] ExchangeChanged const& present() const { return present_; }

 private:
  Events& events_;
  ExchangeChanged present_{"connecting"};
};

}  // namespace crosspoint::domain
