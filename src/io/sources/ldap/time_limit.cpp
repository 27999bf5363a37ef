#include "io/sources/ldap/time_limit.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace crosspoint::io::sources::ldap {
namespace {

using Clock = Asker::Clock;
using Layer = Sockbuf_IO_Desc;

constexpr int under_tls = LBER_SBIOD_LEVEL_PROVIDER + 1;

bool is_ready(Layer* layer, short direction) {
  auto const until = *static_cast<Clock::time_point const*>(layer->sbiod_pvt);
  auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  pollfd socket{.fd = -1, .events = direction, .revents = 0};
  ber_sockbuf_ctrl(layer->sbiod_sb, LBER_SB_OPT_GET_FD, static_cast<void*>(&socket.fd));
  if (::poll(&socket, 1, static_cast<int>(std::max<std::int64_t>(left, 0))) == 1) return true;
  errno = ETIMEDOUT;
  return false;
}

int setup(Layer* layer, void* until) {
  layer->sbiod_pvt = until;
  return 0;
}

int nothing(Layer*) { return 0; }

int control(Layer* layer, int option, void* argument) { return LBER_SBIOD_CTRL_NEXT(layer, option, argument); }

ber_slen_t read(Layer* layer, void* bytes, ber_len_t size) {
  return is_ready(layer, POLLIN) ? LBER_SBIOD_READ_NEXT(layer, bytes, size) : -1;
}

ber_slen_t write(Layer* layer, void* bytes, ber_len_t size) {
  return is_ready(layer, POLLOUT) ? LBER_SBIOD_WRITE_NEXT(layer, bytes, size) : -1;
}

}  // namespace

void limit_time(Sockbuf* bytes, Clock::time_point& until) {
  // libldap wants it to be writable and never writes to it.
  static Sockbuf_IO layer{setup, nothing, control, read, write, nothing};
  ber_sockbuf_add_io(bytes, &layer, under_tls, &until);
}

}  // namespace crosspoint::io::sources::ldap
