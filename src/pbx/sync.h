#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "flow/effects.h"
#include "pbx/link/connection.h"
#include "pbx/lists/list.h"
#include "pbx/settings.h"

namespace crosspoint::pbx {

/// Keeps the model equal to what Asterisk's lists say: all of them after each (re)connection, some again when something has made
/// them doubtful, and one at a time in the background to find what no event tells. One list runs at a time, over the connection
/// that brings the events, so that items and events come in Asterisk's own order. (telephony 1.6, 1.7)
class Sync {
 public:
  Sync(Settings const& settings, Connection& connection, flow::Effects& effects)
      : settings_(settings), connection_(connection), effects_(effects) {}

  /// Reads everything; is_complete() is false until that is done.
  void start(Scene& scene);
  void stop();
  [[nodiscard]] bool is_complete() const { return complete_; }

  /// The answer to the action of a list.
  void answered(std::uint64_t id, wire::ami::Message const& answer, Scene& scene);

  /// An event that may be an item of the list that runs. Returns whether it was; a live event is not.
  [[nodiscard]] bool take_item(wire::ami::Message const& message, Scene& scene);

  /// Sends the next list, if there is one and none runs.
  void tick(Scene& scene);
  [[nodiscard]] Time deadline(Rereads const& rereads) const;

  /// The link gives no more lists: why, or empty.
  [[nodiscard]] std::string const& fault() const { return fault_; }

 private:
  enum class End { whole, cut_short };

  [[nodiscard]] std::optional<Request> next_request(Scene& scene);
  bool ask(Request request, Scene& scene);
  void finish(End end, Scene& scene);
  void refused(wire::ami::Message const& answer, Scene& scene);
  void complete(Scene& scene);

  Settings const& settings_;
  Connection& connection_;
  flow::Effects& effects_;
  std::deque<Request> requests_;  ///< at most the lists and one for each room, queue and unexplained bridge
  std::optional<ListRun> run_;
  std::uint64_t run_id_ = 0;  ///< of the action
  Time run_due_{};            ///< without another item until then, the list counts as unanswered
  std::uint64_t lists_read_ = 0;
  std::vector<List const*> denied_;   ///< Asterisk does not give these to us
  std::vector<List const*> missing_;  ///< their modules were not loaded when they were asked for last
  std::size_t compared_ = 0;          ///< place in the round of the background comparison
  Time compare_at_ = Time::max();
  bool complete_ = false;
  std::string fault_;
};

}  // namespace crosspoint::pbx
