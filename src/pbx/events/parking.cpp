// Parked calls. (telephony 2.12)
#include "pbx/events/parking.h"
#include "pbx/events/events.h"

#include "base/text.h"
#include "pbx/events/movement.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx {

void park(Scene& scene, wire::ami::Message const& message) {
  auto const* const parkee = see(scene, message, "Parkee");
  if (!parkee) return;
  auto& call = obtain(scene.model.parked, parkee->uniqueid);
  call.uniqueid = parkee->uniqueid;
  call.lot = message.get("Parkinglot");
  call.space = message.get("ParkingSpace");
  call.parked = scene.ago(std::chrono::seconds(to_integer(message.get("ParkingDuration")).value_or(0)));
  call.mark.touched = scene.model.events;
  scene.drift.acquit("parked call", parkee->uniqueid);
}

namespace events {
namespace {

void unpark(Scene& scene, wire::ami::Message const& message) {
  see(scene, message, "Parkee");
  see(scene, message, "Retriever");
  auto const uniqueid = message.get("ParkeeUniqueid");
  depart(scene, "parked call", uniqueid);
  scene.model.parked.erase(std::string(uniqueid));
}

/// It now calls whoever has parked it.
void wait_in_vain(Scene& scene, wire::ami::Message const& message) {
  unpark(scene, message);
  if (auto* const parkee = scene.model.channels.find(message.get("ParkeeUniqueid"))) parkee->course.rings_back = true;
}

}  // namespace

constinit Event const parked_call{"ParkedCall", park};
constinit Event const unparked_call{"UnParkedCall", unpark};
constinit Event const parked_call_give_up{"ParkedCallGiveUp", unpark};
constinit Event const parked_call_time_out{"ParkedCallTimeOut", wait_in_vain};
constinit Event const parked_call_swap{"ParkedCallSwap", park};

}  // namespace events
}  // namespace crosspoint::pbx
