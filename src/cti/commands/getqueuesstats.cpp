// getqueuesstats: what became of the calls of queues within a window, all figures as texts. (protocol C49)
//   -> {"class":"getqueuesstats","on":{"2":{"window":"3600","xqos":"60"}}}
//   <- {"class":"getqueuesstats","stats":{"2":{"Xivo-Join":"12","Xivo-Link":"9","Xivo-Lost":"2","Xivo-Rate":"82",...}}}
#include "cti/commands.h"
#include "cti/lists/element.h"
#include "cti/state.h"
#include "domain/queues/queue_calls.h"

namespace crosspoint::cti {
namespace {

using Window = domain::QueueCalls::Window;

struct Args {
  bool asks = false;  ///< for anything at all
  std::vector<std::pair<std::string, Window>> on;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.has("on"), {}};
  if (!args.asks) return args;
  for (auto const& [id, value] : in.object("on")) {
    if (!value.is_object()) return fail(Errc::bad_request, "a queue of `on` is no object");
    auto window = in.inside(value.get_object(), "on");
    args.on.emplace_back(id, Window{std::chrono::seconds(window.number("window")), std::chrono::seconds(window.number("xqos"))});
    if (auto const done = window.done(); !done) return tl::make_unexpected(done.error());
  }
  return in.done().map([&] { return args; });
}

std::string text(std::optional<std::int64_t> figure) { return figure ? std::to_string(*figure) : ""; }

Result<Reply> run(State const& state, Caller const& caller, Args const& args) {
  if (!args.asks) return boost::json::object{};
  boost::json::object stats;
  for (auto const& [id, window] : args.on) {
    auto const* const queue = visible(state.directory.queues, caller.scope, id);
    if (!queue) continue;
    auto const figures = state.queue_calls.figures(queue->id, window, caller.now);
    stats[id] = {{"Xivo-Join", std::to_string(figures.received)},
                 {"Xivo-Link", std::to_string(figures.answered)},
                 {"Xivo-Lost", std::to_string(figures.lost)},
                 {"Xivo-Rate", text(figures.rate)},
                 {"Xivo-Qos", text(figures.quality)},
                 {"Xivo-Holdtime-avg", text(figures.mean_hold)},
                 {"Xivo-Holdtime-max", text(figures.most_hold)}};
  }
  return boost::json::object{{"stats", std::move(stats)}};
}

}  // namespace

constinit Command const getqueuesstats = make_command<parse, run, State const>("getqueuesstats", directory::Right::supervise);

}  // namespace crosspoint::cti
