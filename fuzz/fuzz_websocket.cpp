// What one client sends over a WebSocket, in segments of any length: messages and end are the same as if all had come at once,
// and no message is longer than the limit or anything but UTF-8.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "wire/websocket/reader.h"

namespace {

using namespace crosspoint::wire::websocket;

constexpr std::size_t limit = 300;

struct Outcome {
  std::vector<std::string> messages;
  CloseCode code{};
  bool ended = false, pinged = false;
  bool operator==(Outcome const&) const = default;
};

Outcome read(std::string_view bytes, std::size_t segment) {
  Reader reader(limit);
  Outcome outcome;
  for (; !bytes.empty() && !outcome.ended; bytes.remove_prefix(std::min(segment, bytes.size()))) {
    reader.feed(bytes.substr(0, segment));
    while (auto const message = reader.next()) outcome.messages.emplace_back(*message);
    if (auto const ping = reader.take_ping()) {
      if (ping->size() > longest_control) std::abort();
      outcome.pinged = true;
    }
    if (auto const ending = reader.ending()) {
      outcome.ended = true;
      outcome.code = ending->code;
      if (close_frame(ending->code, ending->reason).size() > 2 + longest_control) std::abort();
    }
  }
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const outcome = read(bytes, bytes.size());
  if (outcome != read(bytes, data[0] % 16U + 1U)) std::abort();
  for (auto const& message : outcome.messages)
    if (message.size() > limit || !crosspoint::is_valid_utf8(message)) std::abort();
  return 0;
}
