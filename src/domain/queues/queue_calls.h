#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/wall_clock.h"
#include "directory/directory.h"
#include "domain/name_index.h"
#include "domain/queues/figures.h"
#include "flow/effects_fwd.h"
#include "flow/queue_call.h"
#include "flow/tokens.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {
struct Model;
struct AgentConnected;
struct CallerJoined;
struct CallerLeft;
struct CallerReplaced;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

/// What became of the calls of the configured queues within the last hours, for the figures over a window. (telephony 3.2)
/// They are in the store, too, so that a restart forgets none: who has waited and is gone when the server comes back was lost.
class QueueCalls {
 public:
  static constexpr std::chrono::seconds kept = std::chrono::hours(3);
  static constexpr std::size_t most = 50'000;  ///< ended calls of one queue; the oldest make room

  QueueCalls(directory::Directory const& directory, WallClock const& wall_clock, flow::Tokens& tokens, flow::Effects& effects)
      : directory_(directory), wall_clock_(wall_clock), tokens_(tokens), effects_(effects), index_(directory) {}

  struct Window {
    std::chrono::seconds length;   ///< up to now
    std::chrono::seconds quality;  ///< who is answered sooner than that is answered in time
  };

  [[nodiscard]] WindowFigures figures(QueueId queue, Window const& window, Time now) const;

  void joined(pbx::CallerJoined const& caller);
  void left(pbx::CallerLeft const& caller, Time now);

  /// It is one call: it goes on waiting under another name.
  void replaced(pbx::CallerReplaced const& caller, Time now);
  void answered(pbx::AgentConnected const& call, Time now);
  void loaded(flow::QueueCallsLoaded const& all, Time now);

  /// The exchange has told all who wait.
  void link_is_live(pbx::Model const& model, Time now);

  /// Queues may have come or gone in the configuration.
  void reconfigured();

  void tick(Time now);
  [[nodiscard]] Time deadline() const { return undecided_.empty() ? Time::max() : undecided_.front().due; }

 private:
  /// Asterisk tells that a call has left a moment before it tells that it was answered.
  static constexpr Duration moment{1'000'000};
  /// By less than that differ two measures of one wait.
  static constexpr std::chrono::seconds clocks_agree{60};

  struct Waiting {
    Time joined;
    std::optional<Time> left;  ///< lost, if nothing is heard of an answer for a moment
  };
  struct Ended {
    Time joined;
    std::chrono::seconds hold;
    bool answered;
  };
  struct Calls {
    pbx::Table<Waiting> waiting;  ///< by uniqueid; as many as the exchange has
    std::deque<Ended> ended;
  };
  struct Undecided {
    QueueId queue;
    std::string uniqueid;
    Time due;
  };

  /// Null when the call does not wait in that queue.
  Waiting* waiting(QueueId queue, std::string const& uniqueid);
  void note_left(QueueId queue, std::string const& uniqueid, Waiting& call, Time now);
  void end(QueueId queue, std::string const& uniqueid, std::chrono::seconds hold, bool answered);
  static void keep(Calls& calls, Ended const& call);

  directory::Directory const& directory_;
  WallClock const& wall_clock_;
  flow::Tokens& tokens_;
  flow::Effects& effects_;
  QueueIndex index_;
  std::map<QueueId, Calls> calls_;
  std::deque<Undecided> undecided_;  ///< in the order in which they left
};

}  // namespace crosspoint::domain
