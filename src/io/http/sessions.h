#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>

#include "io/http/site.h"

namespace crosspoint::io::http {

class Session;

/// The connections of a server, and what each address has of them. A newcomer always gets in as long as somebody can be found who
/// has sent nothing whole: who keeps the server waiting longest has to go, first of all one of an address that has as many as it
/// may. So neither half a handshake nor half a request keeps others out. Used on the server's thread.
class Sessions {
 public:
  explicit Sessions(Limits const& limits) : limits_(limits) {}

  /// Closes another one where there is no room. Whether there is room now.
  bool make_room(net::Address const& address);

  void add(Session& session);
  void remove(Session& session);

  /// The session waits for its client from now on, or does not any more.
  void waits(Session& session);
  void works(Session& session);

  /// Keeps room for a body, until released. Whether there is some.
  bool reserve(net::Address const& address, std::size_t bytes);
  void release(net::Address const& address, std::size_t bytes);

 private:
  struct OfAddress {
    std::size_t connections = 0, bodies = 0;
    std::list<Session*> waiting;  ///< who waits longest comes first
  };

  static net::Address as_one(net::Address const& address);
  /// What the address of a session has.
  OfAddress& of(net::Address const& address) { return addresses_.at(as_one(address)); }
  bool close_oldest(OfAddress& from);

  Limits const limits_;
  std::size_t connections_ = 0, bodies_ = 0;
  std::map<net::Address, OfAddress> addresses_;  ///< by as_one()
};

}  // namespace crosspoint::io::http
