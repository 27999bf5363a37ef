#pragma once

#include <sys/types.h>

#include <cstddef>

#include "load/clock.h"

namespace crosspoint::load {

/// CPU time that a process has used, all its threads together; 0 when it is gone.
Span cpu_of(pid_t process);
Span cpu_of_this_process();

/// Memory of a process in bytes.
struct Memory {
  std::size_t anonymous = 0;  ///< heap and stacks
  std::size_t all = 0;        ///< proportional set size
};
Memory memory_of(pid_t process);

/// Lets this process, and those it starts, open as many files as it may. Returns how many that are.
std::size_t raise_file_limit();

}  // namespace crosspoint::load
