#pragma once

#include <span>
#include <string>

#include "flow/input.h"
#include "io/net/network.h"

namespace crosspoint::io::net {

class Connection;

enum class EndedBy { client, server };

/// What a connection needs of the thread it lives on.
class Host {
 public:
  virtual ~Host() = default;
  virtual void deliver(flow::Input input) = 0;
  virtual void wants_flush(Connection& connection) = 0;      ///< flush() it at the end of this turn
  virtual void wants_to_leave(Connection& connection) = 0;   ///< drop() it when it takes too long to leave
  virtual void is_behind(Connection const& connection) = 0;  ///< its client does not take all that it is offered
  virtual void has_ended(Connection& connection, EndedBy by, std::string const& reason) = 0;
  virtual std::span<char> scratch() = 0;  ///< for the length of one call
  virtual Limits const& limits() const = 0;
};

}  // namespace crosspoint::io::net
