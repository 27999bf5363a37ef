// What the exchange, or somebody else on its machine, sends to the FastAGI port, in segments of any length: what is asked and
// said is the same as if all had come at once, and what is sent never has more than one line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "wire/agi/conversation.h"

namespace {

using crosspoint::wire::agi::Conversation;

struct Outcome {
  std::string said;
  bool ended = false;

  void note(Conversation::Step const& step) {
    if (auto const* const send = std::get_if<Conversation::Send>(&step)) {
      if (send->bytes.find('\n') != send->bytes.size() - 1) std::abort();
      said += send->bytes;
    }
    ended = ended || std::holds_alternative<Conversation::End>(step);
  }
};

/// Answers with what was asked. Asterisk waits for a command before it replies, so nothing is fed after one but the next segment.
Outcome talk(std::string_view bytes, std::size_t segment) {
  Conversation conversation;
  Outcome outcome;
  for (; !bytes.empty() && !outcome.ended; bytes.remove_prefix(std::min(segment, bytes.size()))) {
    auto const step = conversation.received(bytes.substr(0, segment));
    outcome.note(step);
    if (auto const* const ask = std::get_if<Conversation::Ask>(&step))
      outcome.note(conversation.answer({{"SCRIPT", ask->request.script}, {"CALLER", ask->request.caller_name}}));
  }
  return outcome;
}

/// The request of it, and the request alone.
std::string_view head(std::string_view bytes) {
  auto const end = bytes.find("\n\n");
  return end == std::string_view::npos ? bytes : bytes.substr(0, end + 2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const segment = data[0] % 16U + 1U;
  talk(bytes, segment);
  auto const whole = talk(head(bytes), bytes.size() + 1), pieces = talk(head(bytes), segment);
  if (whole.said != pieces.said) std::abort();
  return 0;
}
