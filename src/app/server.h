#pragma once

#include <memory>

#include "app/config.h"
#include "base/result.h"

namespace crosspoint::app {

/// A running server: the core on a thread of its own, and the pieces of io/ that carry its inputs and effects.
class Server {
 public:
  /// Opens the store, reads the configured entities, begins to connect to the exchange and listens for clients. Errors: what
  /// could not be opened, and what to do.
  static Result<std::unique_ptr<Server>> start(Config const& config);
  ~Server();

  /// Reads the certificate again; a bad one is logged and the old one stays.
  void reload_certificate();

  /// Call sheets are made as `config` says from now on.
  void reload_sheets(Config const& config);

  /// Ends the sessions without a word, so that clients come back by themselves (protocol 1.7), and waits until all that was asked
  /// of the store is done.
  void stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosspoint::app
