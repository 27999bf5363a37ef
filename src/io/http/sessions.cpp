#include "io/http/sessions.h"

#include <algorithm>

#include "io/http/session.h"

namespace crosspoint::io::http {

net::Address Sessions::as_one(net::Address const& address) {
  if (address.is_v4()) return address;
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + bytes.size() / 2, bytes.end(), 0);
  return boost::asio::ip::address_v6(bytes);
}

bool Sessions::make_room(net::Address const& address) {
  auto const own = addresses_.find(as_one(address));
  if (own != addresses_.end() && own->second.connections >= limits_.connections_per_address) return close_oldest(own->second);
  if (connections_ < limits_.connections) return true;
  auto const most_waiting = [](auto const& a, auto const& b) { return a.second.waiting.size() < b.second.waiting.size(); };
  auto const largest = std::ranges::max_element(addresses_, most_waiting);
  return largest != addresses_.end() && close_oldest(largest->second);
}

bool Sessions::close_oldest(OfAddress& of) {
  if (of.waiting.empty()) return false;
  of.waiting.front()->close();
  return true;
}

void Sessions::add(Session& session) {
  ++connections_;
  ++addresses_[as_one(session.address())].connections;
}

void Sessions::remove(Session& session) {
  works(session);
  --connections_;
  auto const of = addresses_.find(as_one(session.address()));
  if (--of->second.connections == 0) addresses_.erase(of);
}

void Sessions::waits(Session& session) {
  works(session);
  auto& waiting = addresses_[as_one(session.address())].waiting;
  session.place = waiting.insert(waiting.end(), &session);
}

void Sessions::works(Session& session) {
  if (!session.place) return;
  addresses_[as_one(session.address())].waiting.erase(*session.place);
  session.place.reset();
}

bool Sessions::reserve(net::Address const& address, std::size_t bytes) {
  auto& of = addresses_[as_one(address)];
  if (bodies_ + bytes > limits_.bodies || of.bodies + bytes > limits_.bodies_per_address) return false;
  bodies_ += bytes;
  of.bodies += bytes;
  return true;
}

void Sessions::release(net::Address const& address, std::size_t bytes) {
  bodies_ -= bytes;
  addresses_[as_one(address)].bodies -= bytes;
}

}  // namespace crosspoint::io::http
