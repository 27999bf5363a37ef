#include "domain/feature_orders.h"

#include <string>

namespace crosspoint::domain {
namespace {

directory::Forward dialled(directory::Forward const& forward, std::string_view destination) {
  if (destination.empty()) return {false, forward.destination};
  return {true, std::string(destination)};
}

directory::Forward pressed(directory::Forward const& forward, std::string_view destination) {
  if (forward.on && (destination.empty() || destination == forward.destination)) return {false, forward.destination};
  return {true, destination.empty() ? forward.destination : std::string(destination)};
}

}  // namespace

ServiceChange pressed(Feature feature, std::string_view destination, directory::Services const& services) {
  switch (feature) {
    case Feature::unconditional: return {.unconditional = pressed(services.unconditional, destination)};
    case Feature::no_answer: return {.no_answer = pressed(services.no_answer, destination)};
    case Feature::busy: return {.busy = pressed(services.busy, destination)};
    default: return dialled(feature, destination, services);
  }
}

ServiceChange dialled(Feature feature, std::string_view destination, directory::Services const& services) {
  switch (feature) {
    case Feature::dnd: return {.dnd = !services.dnd};
    case Feature::recording: return {.recording = !services.recording};
    case Feature::call_filter: return {.call_filter = !services.call_filter};
    case Feature::unconditional: return {.unconditional = dialled(services.unconditional, destination)};
    case Feature::no_answer: return {.no_answer = dialled(services.no_answer, destination)};
    case Feature::busy: return {.busy = dialled(services.busy, destination)};
    case Feature::undo: break;
  }
  return {.unconditional = dialled(services.unconditional, {}),
          .no_answer = dialled(services.no_answer, {}),
          .busy = dialled(services.busy, {})};
}

bool is_on(Feature feature, directory::Services const& services) {
  switch (feature) {
    case Feature::dnd: return services.dnd;
    case Feature::recording: return services.recording;
    case Feature::call_filter: return services.call_filter;
    case Feature::unconditional: return services.unconditional.on;
    case Feature::no_answer: return services.no_answer.on;
    case Feature::busy: return services.busy.on;
    case Feature::undo: break;
  }
  return false;
}

}  // namespace crosspoint::domain
