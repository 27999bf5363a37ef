#include "domain/exchange_link.h"

#include "domain/events.h"
#include "pbx/notice.h"

namespace crosspoint::domain {

void ExchangeLink::changed(pbx::LinkState state, Time now) {
  present_ = {name_of(state), now};
  events_.emplace_back(present_);
}

void ExchangeLink::tell_again() { events_.emplace_back(present_); }

}  // namespace crosspoint::domain
