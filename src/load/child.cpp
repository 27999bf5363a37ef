#include "load/child.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "load/clock.h"

namespace crosspoint::load {
namespace {

pid_t run(std::function<void()> const& work) {
  auto const child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  work();
  ::_exit(0);
}

}  // namespace

Child::Child(std::function<void()> const& work) : id_(run(work)) {}

Child::Child(std::vector<std::string> const& arguments, std::filesystem::path const& log)
    : id_(run([&] {
        auto const out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        auto own = arguments;
        std::string name = "crosspoint";
        std::vector<char*> all{name.data()};
        for (auto& argument : own) all.push_back(argument.data());
        all.push_back(nullptr);
        ::execv("/proc/self/exe", all.data());
      })) {}

bool Child::is_running() {
  if (id_ > 0 && ::waitpid(id_, nullptr, WNOHANG) == id_) id_ = -1;
  return id_ > 0;
}

void Child::stop() {
  if (!is_running()) return;
  ::kill(id_, SIGTERM);
  for (auto const limit = Clock::now() + std::chrono::seconds(20); is_running() && Clock::now() < limit;)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  kill();
}

void Child::kill() {
  if (!is_running()) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
  id_ = -1;
}

}  // namespace crosspoint::load
