// Any bytes from an Asterisk: the cutter hands out what is in them and nothing else, and the exchange lives, before its login,
// while it reads its lists and when it is live.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pbx/exchange.h"
#include "wire/ami/cutter.h"

namespace {

namespace ami = crosspoint::wire::ami;
namespace flow = crosspoint::flow;
namespace pbx = crosspoint::pbx;

void cut(std::string_view bytes) {
  ami::Cutter cutter(ami::Cutter::Banner::none, 4096);
  cutter.feed(bytes);
  std::size_t handed_out = 0;
  while (auto const* const message = cutter.next())
    for (auto const& [name, value] : message->headers()) handed_out += name.size() + value.size();
  if (handed_out > bytes.size()) std::abort();
}

void hear(pbx::Exchange& exchange, flow::AmiLink link, std::string_view bytes, crosspoint::Time now) {
  exchange.received(link, bytes, now);
  while (exchange.next(link, now)) (void)exchange.take_notices();
}

/// Answers every action with a bare success, which is how each list can be empty, until none is left.
void answer_all(pbx::Exchange& exchange, flow::Effects& effects, crosspoint::Time now) {
  while (!effects.empty()) {
    for (auto const& effect : std::exchange(effects, {})) {
      if (auto const* const open = std::get_if<flow::AmiConnect>(&effect)) {
        exchange.connected(open->link, now);
        hear(exchange, open->link, "Asterisk Call Manager/5.0.4\r\n", now);
      }
      auto const* const sent = std::get_if<flow::AmiSend>(&effect);
      if (!sent) continue;
      auto const id = sent->bytes.find("ActionID: ");
      hear(exchange, sent->link, "Response: Success\r\n" + sent->bytes.substr(id, sent->bytes.find("\r\n", id) - id) + "\r\n\r\n",
           now);
    }
  }
}

enum class Until { greeting, lists, live };

void listen(std::string_view bytes, Until until) {
  flow::Effects effects;
  pbx::Settings settings;
  settings.username = settings.secret = "crosspoint";
  pbx::Exchange exchange(settings, effects);
  crosspoint::Time now{std::chrono::hours(500'000)};
  exchange.start(now);
  if (until == Until::greeting) {
    effects.clear();
    exchange.connected(flow::AmiLink::events, now);
  } else {
    answer_all(exchange, effects, now);
    hear(exchange, flow::AmiLink::events, "Event: FullyBooted\r\n\r\n", now);
    if (until == Until::live) answer_all(exchange, effects, now);
  }
  for (auto rest = bytes; !rest.empty(); rest.remove_prefix(std::min<std::size_t>(rest.size(), 512))) {
    hear(exchange, flow::AmiLink::events, rest.substr(0, 512), now);
    hear(exchange, flow::AmiLink::actions, rest.substr(0, 64), now);
    now += std::chrono::milliseconds(30);
    exchange.tick(now);
    effects.clear();
  }
  auto const& model = exchange.model();
  for (auto const& [uniqueid, channel] : model.channels.all()) (void)model.calls_of(channel.device);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  cut(bytes);
  for (auto const until : {Until::greeting, Until::lists, Until::live}) listen(bytes, until);
  return 0;
}
