#include "load/carriage.h"

#include <sys/socket.h>

#include <cerrno>

#include "load/tls.h"
#include "load/websocket.h"

namespace crosspoint::load {

Carriage::Received read_from(int socket, std::span<char> space) {
  auto const count = ::recv(socket, space.data(), space.size(), 0);
  if (count < 0) return {{}, errno != EAGAIN};
  return {space.first(static_cast<std::size_t>(count)), count == 0};
}

std::size_t write_to(int socket, std::string_view bytes) {
  auto const count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  return count < 0 ? 0 : static_cast<std::size_t>(count);
}

namespace {

class Plain final : public Carriage {
 public:
  Step begin(int) override { return Step::done; }

  Received receive(int socket, std::span<char> space) override { return read_from(socket, space); }

  std::size_t write(int socket, std::string_view bytes) override { return write_to(socket, bytes); }
};

}  // namespace

std::unique_ptr<Carriage> make_carriage(Transport transport) {
  switch (transport) {
    case Transport::tls: return make_tls_carriage();
    case Transport::ws: return make_websocket_carriage(std::make_unique<Plain>());
    case Transport::wss: return make_websocket_carriage(make_tls_carriage());
    case Transport::plain: break;
  }
  return std::make_unique<Plain>();
}

}  // namespace crosspoint::load
