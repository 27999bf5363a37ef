#include "io/fax/confined.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>

#include "base/printable.h"

namespace crosspoint::io::fax {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_complaint = 500;
constexpr int could_not_confine = 126, could_not_run = 127;

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#endif

/// No sockets, and no system calls of another architecture, where the numbers mean something else.
bool forbid_network() {
  std::array filter{
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 1),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  sock_fprog const program{static_cast<unsigned short>(filter.size()), filter.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool bound(int resource, std::size_t most) {
  rlimit const limit{most, most};
  return setrlimit(static_cast<__rlimit_resource>(resource), &limit) == 0;
}

/// Between fork and exec: nothing that allocates or locks, another thread may have held the lock.
[[noreturn]] void become(char* const* argv, char const* directory, Bounds const& bounds, int complaints) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  umask(S_IWGRP | S_IRWXO);
  auto const seconds = static_cast<std::size_t>(std::chrono::ceil<std::chrono::seconds>(bounds.time).count());
  bool const confined = chdir(directory) == 0 && bound(RLIMIT_CPU, seconds) && bound(RLIMIT_AS, bounds.memory) &&
                        bound(RLIMIT_FSIZE, bounds.file) && bound(RLIMIT_NOFILE, 64) && bound(RLIMIT_CORE, 0) && forbid_network();
  if (!confined) _exit(could_not_confine);
  int const nothing = open("/dev/null", O_RDWR);
  dup2(nothing, STDIN_FILENO);
  dup2(nothing, STDOUT_FILENO);
  dup2(complaints, STDERR_FILENO);
  syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
  std::array<char*, 1> environment{nullptr};
  execve(argv[0], argv, environment.data());
  _exit(could_not_run);
}

/// What the program writes until it closes its standard error, which is at its end; false when it is still there at `until`.
bool listen(int pipe, Clock::time_point until, std::string& complaint) {
  std::array<char, 4096> buffer{};
  while (true) {
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waiting{pipe, POLLIN, 0};
    auto const ready = left > 0 ? poll(&waiting, 1, static_cast<int>(left)) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    auto const size = read(pipe, buffer.data(), buffer.size());
    if (size <= 0) return true;
    complaint.append(buffer.data(), std::min(static_cast<std::size_t>(size), longest_complaint - complaint.size()));
  }
}

/// One that has closed its standard error has until `until` to end, too.
int end_of(pid_t child, bool in_time, Clock::time_point until) {
  int status = 0;
  while (in_time && Clock::now() < until) {
    if (waitpid(child, &status, WNOHANG) == child) {
      kill(-child, SIGKILL);
      return status;
    }
    poll(nullptr, 0, 1);
  }
  kill(-child, SIGKILL);
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  return status;
}

std::string meaning(int status) {
  if (WIFSIGNALED(status)) {
    auto const signal = WTERMSIG(status);
    return signal == SIGXCPU || signal == SIGKILL ? "took too long" : std::string("was killed: ") + strsignal(signal);
  }
  switch (WEXITSTATUS(status)) {
    case could_not_confine: return "could not be confined";
    case could_not_run: return "could not be run";
    default: return "ended with code " + std::to_string(WEXITSTATUS(status));
  }
}

}  // namespace

Result<> run_confined(std::vector<std::string> argv, std::string const& directory, Bounds const& bounds) {
  std::vector<char*> arguments;
  arguments.reserve(argv.size() + 1);
  for (auto& argument : argv) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return fail(Errc::unavailable, std::string("no pipe: ") + std::strerror(errno));
  auto const until = Clock::now() + bounds.time;
  pid_t const child = fork();
  if (child == 0) become(arguments.data(), directory.c_str(), bounds, ends[1]);
  close(ends[1]);
  std::string complaint;
  bool const in_time = child > 0 && listen(ends[0], until, complaint);
  close(ends[0]);
  if (child < 0) return fail(Errc::unavailable, std::string("no process: ") + std::strerror(errno));
  auto const status = end_of(child, in_time, until);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return fail(Errc::unavailable, argv.front() + " " + meaning(status) + (complaint.empty() ? "" : ": " + printable(complaint)));
}

}  // namespace crosspoint::io::fax
