#include "load/run.h"

#include <sys/signalfd.h>

#include <algorithm>
#include <csignal>
#include <ostream>

#include "load/bench.h"
#include "load/phases/phases.h"

namespace crosspoint::load {
namespace {

using phases::Phase;

bool is_wanted(Phase const& phase, Options const& options) {
  if (options.phases.empty()) return phase.when == Phase::When::usually;
  return std::ranges::find(options.phases, phase.name) != options.phases.end();
}

/// Ctrl-C and the like: the run ends in order, so that no server and no directory are left behind.
class Interruption final : public Handler {
 public:
  explicit Interruption(Loop& loop) : loop_(loop) {
    sigset_t wanted{};
    sigemptyset(&wanted);
    for (int const signal : {SIGINT, SIGTERM}) sigaddset(&wanted, signal);
    ::sigprocmask(SIG_BLOCK, &wanted, nullptr);
    signals_ = Descriptor(::signalfd(-1, &wanted, SFD_CLOEXEC));
    loop_.add(signals_.get(), EPOLLIN, *this);
  }
  ~Interruption() override { loop_.remove(signals_.get(), *this); }

  void ready(std::uint32_t) override { loop_.stop(); }

 private:
  Loop& loop_;
  Descriptor signals_;
};

/// The first name that no phase has.
std::string unknown_phase(Options const& options) {
  auto const is_unknown = [](std::string const& name) {
    return std::ranges::none_of(phases::all(), [&](Phase const* phase) { return phase->name == name; });
  };
  auto const found = std::ranges::find_if(options.phases, is_unknown);
  return found == options.phases.end() ? "" : *found;
}

}  // namespace

int run(Options const& options, std::ostream& out, std::ostream& errors) {
  if (auto const name = unknown_phase(options); !name.empty()) {
    errors << "bench: there is no phase '" << name << "'; --help lists them\n";
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  raise_file_limit();
  Bench bench(options, errors);
  Interruption const interruption(bench.loop);
  for (auto const* const phase : phases::all()) {
    if (!is_wanted(*phase, options)) continue;
    bench.say(std::string(phase->name) + ": " + std::string(phase->about));
    auto const first = bench.report.count();
    if (auto const done = phase->run(bench); !done) {
      errors << "bench: " << phase->name << ": " << done.error().detail << '\n';
      return 1;
    }
    if (bench.loop.is_stopped()) {
      errors << "bench: interrupted\n";
      return 1;
    }
    bench.report.print(out, first);
  }
  if (options.json.empty()) return 0;
  if (auto const written = bench.report.write_json(options); !written) {
    errors << "bench: " << written.error().detail << '\n';
    return 1;
  }
  return 0;
}

std::string list_of_phases() {
  std::string text;
  for (auto const* const phase : phases::all()) {
    auto name = std::string(phase->name);
    text += "  " + name.append(12 - std::min<std::size_t>(name.size(), 11), ' ') + std::string(phase->about) +
            (phase->when == Phase::When::on_request ? " (only when it is named)" : "") + "\n";
  }
  return text;
}

}  // namespace crosspoint::load
