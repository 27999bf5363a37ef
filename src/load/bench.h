#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "base/result.h"
#include "load/crowd.h"
#include "load/meter.h"
#include "load/options.h"
#include "load/raw.h"
#include "load/report.h"
#include "load/site.h"

namespace crosspoint::load {

/// What the phases share: the loop, the report, and a server with clients that several of them use one after the other.
class Bench {
 public:
  static constexpr auto patience = std::chrono::seconds(60);  ///< for whatever must come in the end

  Bench(Options options, std::ostream& progress);

  Options const options;
  Loop loop;
  Report report;

  /// Says on stderr what is being done.
  void say(std::string const& what);

  /// The server that has all clients of this run, without them; started when it is first asked for.
  Result<Site*> site();
  /// Its clients, logged in. (Result: the first phase that needs them lets them come.)
  Result<Crowd*> crowd();
  /// The raw reference with as many clients.
  Result<Raw*> raw();
  /// Ends all three.
  void clear();

  /// A server of its own, for a phase that needs another house or a fresh one.
  Result<std::unique_ptr<Site>> open(House const& house);

  /// The house in which there is room for so many clients.
  static House house_for(std::size_t clients);

  /// More clients log in, a few at a time, until there are so many; returns when all are in and calm().
  Result<> come_in_groups(Crowd& crowd, std::size_t clients);

  /// Serves everybody until nothing more is told to these clients, as that others have come.
  void calm(Crowd const& crowd);

  /// Serves everybody until it is true. Error: unavailable, with what was waited for.
  Result<> wait_for(std::string const& what, std::function<bool()> const& done);

  /// Notes how much of a processor the load generator used.
  void note_generator(std::string const& phase, double share);

 private:
  std::ostream& progress_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<Crowd> crowd_;
  std::unique_ptr<Raw> raw_;
};

}  // namespace crosspoint::load
