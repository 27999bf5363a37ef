#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "flow/effects.h"
#include "pbx/changes.h"
#include "pbx/drift.h"
#include "pbx/link/backoff.h"
#include "pbx/link/connection.h"
#include "pbx/lists/rereads.h"
#include "pbx/model/model.h"
#include "pbx/notice.h"
#include "pbx/originates.h"
#include "pbx/peers.h"
#include "pbx/queue_orders.h"
#include "pbx/scene.h"
#include "pbx/settings.h"
#include "pbx/sync.h"
#include "wire/ami/action.h"

namespace crosspoint::pbx {

/// One exchange: the conversation over its two AMI connections, and the model that follows from it. Pure: it writes what it wants
/// done into the effects it was given. Owned by the core thread.
class Exchange {
 public:
  Exchange(Settings settings, flow::Effects& effects);
  Exchange(Exchange const&) = delete;  // its parts refer to each other
  Exchange& operator=(Exchange const&) = delete;

  /// Begins to connect.
  void start(Time now);

  void connected(flow::AmiLink link, Time now);

  /// Bytes of the exchange have come; what they say is taken in by next().
  void received(flow::AmiLink link, std::string_view bytes, Time now);

  /// Takes in one message of what was received and what follows from it; false when no whole one is left. To be called until
  /// then, and its notices are to be acted on each time: they tell of the model as this message has left it, however the bytes
  /// were cut.
  bool next(flow::AmiLink link, Time now);

  void closed(flow::AmiLink link, std::string_view reason, Time now);
  void tick(Time now);

  /// When tick() has something to do at the latest.
  [[nodiscard]] Time deadline() const;

  /// Sends an action; its answer comes as Answered with the token, an Originate's outcome as Originated as well.
  /// Errors: unavailable when the link is not live, bad_request as wire::ami::encode.
  Result<Token> act(wire::ami::Action const& action, Time now);

  /// The lines that are configured, by device: the hint of a line's own extension counts before any other that names its device.
  void know_lines(Table<OwnExtension> lines);

  /// What has happened since the last call.
  [[nodiscard]] Notices take_notices() { return changes_.take(); }

  [[nodiscard]] LinkState state() const { return state_; }
  /// Since when it is live; nothing while it is not.
  [[nodiscard]] std::optional<Time> live_since() const { return live_since_; }
  [[nodiscard]] Model const& model() const { return model_; }

  /// Differences that the background comparison has found and repaired; zero is the normal figure.
  [[nodiscard]] std::uint64_t drift_repaired() const { return drift_.repaired(); }

 private:
  [[nodiscard]] Connection& at(flow::AmiLink link) { return link == flow::AmiLink::events ? events_ : actions_; }
  [[nodiscard]] Scene scene(Time now) { return {model_, changes_, peers_, originates_, rereads_, drift_, now}; }

  void connect(Time now);
  void ready(flow::AmiLink link, Time now);
  void answer(flow::AmiLink link, Connection::Incoming const& incoming, Time now);
  void event(wire::ami::Message const& message, Time now);
  void unanswered(Connection::Pending const& pending);
  void synchronise(Time now);
  void settle(Time now);
  void drop(std::string_view reason, Time now);
  void enter(LinkState state);

  Settings settings_;
  flow::Effects& effects_;
  Model model_;
  Changes changes_;
  Peers peers_;
  Originates originates_;
  QueueOrders queue_orders_;
  Rereads rereads_;
  Drift drift_;
  std::uint64_t action_ids_ = 0;
  Connection events_, actions_;
  Sync sync_;
  Backoff backoff_;
  LinkState state_ = LinkState::connecting;
  Time reconnect_at_ = Time::max();
  Time boot_by_ = Time::max();  ///< the lists are read then even if Asterisk has not said that it is fully booted
  std::optional<Time> live_since_;
  Time heard_at_{};  ///< of the last event
};

}  // namespace crosspoint::pbx
