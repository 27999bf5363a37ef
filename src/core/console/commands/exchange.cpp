// exchange: the link to Asterisk, and how much of it is known.
#include <chrono>

#include "base/printable.h"
#include "core/console/command.h"

namespace crosspoint::core::console {
namespace {

std::string link(pbx::Exchange const& exchange, Time now) {
  std::string text = pbx::name_of(exchange.state());
  if (auto const since = exchange.live_since())
    text += " for " + std::to_string(std::chrono::floor<std::chrono::seconds>(now - *since).count()) + " s";
  return text;
}

Result<std::string> run(Office const& office, Request const& request) {
  auto const& model = office.exchange.model();
  auto const counts = model.counts();
  std::string text = "link " + link(office.exchange, request.now) + "\n";
  text += "version " + printable(model.version) + "\n";
  text += "started " + printable(model.started) + "\n";
  for (auto const& [name, count] : {std::pair{"channels", counts.channels},
                                    {"bridges", counts.bridges},
                                    {"hints", counts.hints},
                                    {"queues", counts.queues},
                                    {"members", counts.members},
                                    {"entries", counts.entries},
                                    {"rooms", counts.rooms},
                                    {"participants", counts.participants},
                                    {"parked", counts.parked},
                                    {"mailboxes", counts.mailboxes},
                                    {"contacts", counts.contacts},
                                    {"events", static_cast<std::size_t>(model.events)}})
    text += std::string(name) + " " + std::to_string(count) + "\n";
  return text;
}

}  // namespace

constinit Command const exchange_command{"exchange", "", "the link to Asterisk, and what is known of it", 0, 0, run};

}  // namespace crosspoint::core::console
