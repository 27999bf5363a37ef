#include "load/crowd.h"

namespace crosspoint::load {

Crowd::Crowd(Loop& loop, Door door, Transport transport, Greeting greeting)
    : loop_(loop), door_(door), transport_(transport), greeting_(greeting) {}

void Crowd::come(std::size_t first, std::size_t last) {
  for (auto user = first; user <= last; ++user) {
    clients_.push_back(std::make_unique<Client>(loop_, *this, door_, transport_, greeting_, user));
    if (clients_.back()->is_closed()) ++closed_;
  }
}

void Crowd::leave(std::size_t count) {
  for (; count > 0 && !clients_.empty(); --count) {
    auto const& last = *clients_.back();
    if (last.is_in()) --in_;
    if (last.is_closed()) --closed_;
    clients_.pop_back();
  }
}

void Crowd::say(std::function<std::string(std::size_t user)> const& lines) {
  for (auto const& client : clients_) client->send(lines(client->user()));
}

void Crowd::logged_in(Client const&) {
  ++in_;
  if (newcomer) newcomer();
}

void Crowd::line(Client const& client, std::string_view line) {
  ++lines_;
  bytes_ += line.size() + 1;
  if (listener) listener(client, line);
}

void Crowd::closed(Client const& client) {
  if (client.is_in()) --in_;
  ++closed_;
}

}  // namespace crosspoint::load
