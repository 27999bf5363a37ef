#include "load/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <string>

namespace crosspoint::load {

Span cpu_of(pid_t process) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return {};
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

Span cpu_of_this_process() { return cpu_of(::getpid()); }

Memory memory_of(pid_t process) {
  std::ifstream rollup("/proc/" + std::to_string(process) + "/smaps_rollup");
  Memory memory;
  for (std::string line; std::getline(rollup, line);) {
    auto const kilobytes = [&](std::size_t name) { return std::stoul(line.substr(name)) << 10; };
    if (line.starts_with("Anonymous:")) memory.anonymous = kilobytes(10);
    if (line.starts_with("Pss:")) memory.all = kilobytes(4);
  }
  return memory;
}

std::size_t raise_file_limit() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  return files.rlim_cur;
}

}  // namespace crosspoint::load
