#include "io/net/gate.h"

namespace crosspoint::io::net {

Gate::Verdict Gate::enter(Address const& address) {
  std::lock_guard const lock(mutex_);
  if (sessions_ >= sessions_limit_) return Verdict::too_many;
  auto const found = anonymous_.find(address);
  if ((found == anonymous_.end() ? 0 : found->second) >= anonymous_limit_) return Verdict::too_many_from_address;
  ++sessions_;
  ++anonymous_[address];
  return Verdict::admitted;
}

void Gate::logged_in(Address const& address) {
  std::lock_guard const lock(mutex_);
  forget_anonymous(address);
}

void Gate::leave(Address const& address, Standing standing) {
  std::lock_guard const lock(mutex_);
  --sessions_;
  if (standing == Standing::anonymous) forget_anonymous(address);
}

void Gate::forget_anonymous(Address const& address) {
  auto const found = anonymous_.find(address);
  if (found != anonymous_.end() && --found->second == 0) anonymous_.erase(found);
}

}  // namespace crosspoint::io::net
