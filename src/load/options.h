#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "load/carriage.h"
#include "load/house.h"

namespace crosspoint::load {

/// With 20 000 files open at most, as usual, here and in the server.
constexpr std::size_t most_clients = 15'000;

/// What `crosspoint bench` is asked to do. The other sizes follow from the number of clients: ten times as many in the storm, and
/// so on.
struct Options {
  std::size_t clients = 1000;
  double seconds = 5;                 ///< that a phase is measured for
  std::uint64_t events = 10'000'000;  ///< of the phase soak
  std::vector<std::string> phases;    ///< empty: all but those that take long
  Transport transport = Transport::plain;
  bool numbered = false;       ///< clients ask for numbers of pushes, as browsers do
  std::filesystem::path json;  ///< where the figures go besides the table; empty: nowhere
  /// Makes a store that holds this house.
  std::function<Result<>(House const&, std::filesystem::path const& store)> make_store;
};

}  // namespace crosspoint::load
