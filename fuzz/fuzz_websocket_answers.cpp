// What a WebSocket server sends to the load generator.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "load/websocket.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using crosspoint::load::WebSocketCutter;
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  WebSocketCutter cutter;
  for (std::size_t at = 0; at < size; at += 7) {
    cutter.feed(bytes.substr(at, 7));
    for (auto got = cutter.next(); got != WebSocketCutter::Got::nothing; got = cutter.next())
      if (got != WebSocketCutter::Got::message) return 0;
  }
  return 0;
}
