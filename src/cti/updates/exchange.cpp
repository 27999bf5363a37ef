// How the link to the exchange is: to sessions with numbers, and to each right after its login. (P251, P252)
#include "cti/updates.h"
#include "domain/exchange_link.h"

namespace crosspoint::cti {

wire::json::Writer exchange_message(State const& state) {
  auto const& present = state.exchange.present();
  auto message = wire::json::Writer("exchange");
  message.text("state", present.state).time("since", state.wall_clock.at(present.since));
  return message;
}

void Updates::tell(domain::ExchangeChanged const&, Time now) {
  clients_.tell(flow::Topic::exchange(), exchange_message(state_), now, state_key(exchange_link, 0));
}

}  // namespace crosspoint::cti
