#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "flow/effects.h"
#include "pbx/model/model.h"
#include "pbx/notice.h"
#include "wire/ami/action.h"

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

/// One exchange: the conversation over its two AMI connections, and the model that follows from it. Pure: it writes what it wants
/// done into the effects it was given. Owned by the core thread.
class Exchange {
 public:
  Exchange(Settings settings, flow::Effects& effects);

  /// Begins to connect.
  void start(Time now);

  void connected(flow::AmiLink link, Time now);
  void received(flow::AmiLink link, std::string_view bytes, Time now);
  void closed(flow::AmiLink link, std::string_view reason, Time now);
  void tick(Time now);

  /// When tick() has something to do at the latest.
  [[nodiscard]] Time deadline() const;

  /// Sends an action; its answer comes as Answered with the token, an Originate's outcome as Originated as well.
  /// Errors: unavailable when the link is not live, bad_request as wire::ami::encode.
  Result<Token> act(wire::ami::Action action, Time now);

  /// What has happened since the last call.
  [[nodiscard]] Notices take_notices();

  [[nodiscard]] LinkState state() const;
  [[nodiscard]] Model const& model() const;

  /// Differences that the background comparison has found and repaired; zero is the normal figure.
  [[nodiscard]] std::uint64_t drift_repaired() const;
};

}  // namespace crosspoint::pbx
