#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "flow/effects.h"
#include "io/inbox.h"

namespace crosspoint::io::agi {

struct Limits {
  std::chrono::milliseconds patience{200};  ///< a caller waits for the end of a question: so long at most (T174)
  std::size_t questions = 256;              ///< at a time: with the patience above, some 1000 calls in a second
};

/// Listens for the questions of the exchange's dialplan (FastAGI), on a thread of its own. Delivers AgiAsked, carries out
/// AgiAnswer. A question that is not answered in time is left alone: the call goes on as it would without us. (telephony 4.13)
class Listener {
 public:
  /// `port` 0: any free one. Errors (unavailable): the detail names address and port and says why.
  static Result<std::unique_ptr<Listener>> open(std::string const& address, std::uint16_t port, Deliver deliver,
                                                Limits limits = {});
  ~Listener();

  [[nodiscard]] std::uint16_t port() const;

  void carry_out(std::vector<flow::AgiAnswer> answers);
  void stop();

 private:
  struct Implementation;
  explicit Listener(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::agi
