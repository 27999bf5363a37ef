#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "flow/sources.h"
#include "io/crew.h"
#include "io/inbox.h"

namespace crosspoint::io::sources {

using Question = std::variant<flow::Matching, flow::WithIds>;
using Contacts = std::vector<directory::Contact>;

/// A way to a source, for one thread. Asking blocks, until `until` at most.
class Asker {
 public:
  using Clock = std::chrono::steady_clock;
  virtual ~Asker() = default;
  virtual Result<Contacts> ask(Question const& question, Clock::time_point until) = 0;
};

/// The questions to one source, on a few threads of its own: one that is slow or dead delays nobody but those who ask it.
/// Delivers one SourceAnswered for each question, at its time limit at the latest (unless a system's resolver of names takes
/// longer).
class Inquiries {
 public:
  struct Options {
    std::size_t threads = 2;
    std::size_t bound = 100;  ///< questions that may wait; one too many is answered at once, with an error
    Duration timeout{2'000'000};
  };

  /// `make_asker` is called once for each thread, on the thread that constructs.
  Inquiries(std::string source, Options options, std::function<std::unique_ptr<Asker>()> const& make_asker, Deliver deliver);

  /// From any thread, never waits.
  void ask(Token token, Question question);

  /// Ends the threads, each after the question it is at; what still waits is not answered.
  void stop() { threads_.stop(); }

 private:
  struct Waiting {
    Token token;
    Question question;
    Asker::Clock::time_point asked;
  };

  [[nodiscard]] Result<Contacts> put(Waiting const& question, Asker& asker) const;
  void answer(Waiting const& question, Result<Contacts> result) const;

  std::string const source_;
  Options const options_;
  Deliver const deliver_;

  std::vector<std::unique_ptr<Asker>> askers_;  ///< one for each thread
  Crew<Waiting> threads_;
};

}  // namespace crosspoint::io::sources
