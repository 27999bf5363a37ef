#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"

namespace crosspoint::io::fax {

/// What a program that works on files of strangers may use.
struct Bounds {
  std::chrono::milliseconds time{30'000};  ///< of the clock, and of the processor
  std::size_t memory = 512 << 20;          ///< bytes of address space
  std::size_t file = 64 << 20;             ///< bytes of any file it writes
};

/// Runs a program (argv[0] is its path) in `directory` until it ends; without network, and within bounds: one that goes beyond
/// them is killed. Its files can be read by the group of the directory. Errors (unavailable): it cannot be run, was killed, or
/// has ended with another code than 0; the detail has the beginning of what it wrote on its standard error.
Result<> run_confined(std::vector<std::string> argv, std::string const& directory, Bounds const& bounds);

}  // namespace crosspoint::io::fax
