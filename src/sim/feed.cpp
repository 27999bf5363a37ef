#include "sim/feed.h"

namespace crosspoint::sim {
namespace {

std::string_view privilege(EventClass of) {
  switch (of) {
    case EventClass::system: return "system,all";
    case EventClass::call: return "call,all";
    case EventClass::agent: return "agent,all";
    case EventClass::user: return "user,all";
  }
  return {};
}

}  // namespace

Event Feed::event(EventClass of, std::string_view name) { return {*this, of, name}; }

Event::Event(Feed& feed, EventClass of, std::string_view name) : Lines(feed.text_), feed_(feed), class_(of) {
  feed.text_.clear();
  add("Event", name).add("Privilege", privilege(of));
}

Event::~Event() {
  end();
  feed_.receiver_(class_, feed_.text_);
}

}  // namespace crosspoint::sim
