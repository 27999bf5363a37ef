#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "flow/effects.h"
#include "io/inbox.h"

namespace crosspoint::io::ami {

/// The sockets to one exchange, on a thread of their own that waits for nothing else: Asterisk cuts a manager session that does
/// not read. Carries out AmiConnect, AmiSend, AmiClose; delivers AmiConnected, AmiBytes, AmiClosed. Knows nothing of AMI's
/// contents.
class Connector {
 public:
  Connector(std::string host, std::uint16_t port, Deliver deliver);
  ~Connector();

  void carry_out(std::vector<flow::Effect> effects);
  void stop();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::ami
