// Parked calls. (telephony 1.6, 12)
#include "pbx/events/parking.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

void read_parked(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const uniqueid = item.get("ParkeeUniqueid");
  if (auto* const known = lookup(scene.model.parked, uniqueid)) {
    known->mark.listed = run.number;
    return;
  }
  if (scene.model.channels.has_gone(uniqueid) || run.is_older_than_departure(scene, "parked call", uniqueid)) return;
  park(scene, item);
  auto* const call = lookup(scene.model.parked, uniqueid);
  if (!call) return;
  call->mark = {0, run.number};
  run.repaired(scene, "parked call", uniqueid, "was not known");
}

void finish_parked(Scene& scene, ListRun& run) {
  std::erase_if(scene.model.parked, [&](auto const& call) {
    if (!run.misses(call.second.mark)) return false;
    run.repaired(scene, "parked call", call.first, "was there no more");
    return true;
  });
}

}  // namespace

constinit List const parked_calls{.action = "ParkedCalls",
                                  .items = {"ParkedCall"},
                                  .complete = "ParkedCallsComplete",
                                  .read = read_parked,
                                  .finish = finish_parked};

}  // namespace crosspoint::pbx::lists
