#include "io/http/sessions.h"

#include <algorithm>

#include "io/http/session.h"

namespace crosspoint::io::http {

/// Addresses of one IPv6 network of 64 bits count as one: it hands out 2^64 to whoever asks.
net::Address Sessions::as_one(net::Address const& address) {
  if (address.is_v4()) return address;
  return boost::asio::ip::network_v6(address.to_v6(), 64).network();
}

bool Sessions::make_room(net::Address const& address) {
  auto const own = addresses_.find(as_one(address));
  if (own != addresses_.end() && own->second.connections >= limits_.connections_per_address) return close_oldest(own->second);
  if (connections_ < limits_.connections) return true;
  auto const most_waiting = [](auto const& a, auto const& b) { return a.second.waiting.size() < b.second.waiting.size(); };
  auto const largest = std::ranges::max_element(addresses_, most_waiting);
  return largest != addresses_.end() && close_oldest(largest->second);
}

bool Sessions::close_oldest(OfAddress& from) {
  if (from.waiting.empty()) return false;
  from.waiting.front()->close();
  return true;
}

void Sessions::add(Session& session) {
  ++connections_;
  ++addresses_[as_one(session.address())].connections;
}

void Sessions::remove(Session& session) {
  works(session);
  --connections_;
  if (--of(session.address()).connections == 0) addresses_.erase(as_one(session.address()));
}

void Sessions::waits(Session& session) {
  works(session);
  auto& waiting = of(session.address()).waiting;
  session.place = waiting.insert(waiting.end(), &session);
}

void Sessions::works(Session& session) {
  if (!session.place) return;
  of(session.address()).waiting.erase(*session.place);
  session.place.reset();
}

bool Sessions::reserve(net::Address const& address, std::size_t bytes) {
  auto& own = of(address);
  if (bodies_ + bytes > limits_.bodies || own.bodies + bytes > limits_.bodies_per_address) return false;
  bodies_ += bytes;
  own.bodies += bytes;
  return true;
}

void Sessions::release(net::Address const& address, std::size_t bytes) {
  bodies_ -= bytes;
  of(address).bodies -= bytes;
}

}  // namespace crosspoint::io::http
