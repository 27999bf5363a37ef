#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/simulator.h"

namespace crosspoint::sim {

/// The line-oriented console of the simulator: virtual phones and accidents by hand or by a test.
class Console {
 public:
  explicit Console(Simulator& simulator) : simulator_(simulator) {}

  /// The answer to one line, each of its lines ended by LF; the last is `ok` or `error: what to do`.
  std::string answer(std::string_view line);

 private:
  using Words = std::vector<std::string_view>;
  /// What is printed before `ok`.
  Result<std::string> run(Words const& words);
  Result<std::string> steer(Words const& words);
  Result<std::string> show(Words const& words);
  Result<std::string> disturb(Words const& words);

  Simulator& simulator_;
};

}  // namespace crosspoint::sim
