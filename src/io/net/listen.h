#pragma once

#include <cstdint>
#include <string>

#include "base/descriptor.h"
#include "base/result.h"

namespace crosspoint::io::net {

/// A listening non-blocking socket; every network thread opens one on the same port and the kernel shares the clients out.
/// `port` 0: any free one. Errors (unavailable): the detail names address and port and says why.
Result<Descriptor> listen_on(std::string const& address, std::uint16_t port);

/// Whether nobody else listens there. Needed once before the first listen_on(): sockets that share a port would also share it
/// with a second server started by mistake.
Result<> check_unused(std::string const& address, std::uint16_t port);

[[nodiscard]] std::uint16_t port_of(Descriptor const& socket);

}  // namespace crosspoint::io::net
