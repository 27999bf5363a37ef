#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "flow/effects.h"
#include "io/inbox.h"
#include "io/store/archive.h"
#include "io/store/database.h"

namespace crosspoint::io::store {

/// What another piece of io/ does with the store, on the store's thread.
using Task = std::function<void(Database&)>;

/// A piece of io/ that has something of its own in the store.
struct Hooks {
  std::function<Result<>(Database&)> load;  ///< before open() returns, and whenever another process has changed the store
  Task save;                                ///< twice a second or so, and at the end
};

/// Everything durable, behind a thread of its own. Carries out Store and ReadCalls, delivers Stored and CallsRead; looks at the
/// store at once when LookAtStore asks for it. Delivers LoginsLoaded, QueueCallsLoaded, FormsLoaded and PresencesLoaded
/// (if there are any), ChatLoaded, PersonalLoaded and Configured at the start, and Configured again whenever another process (an
/// import, `crosspoint user`) has changed the store. Stored{done} is delivered only after the commit.
class Keeper {
 public:
  /// Opens the store and brings it to the newest migration. What is older than `retention` allows goes at the start and then once
  /// an hour. Errors: unavailable with what to do, or those of the hooks.
  static Result<std::unique_ptr<Keeper>> open(std::string const& uri, Deliver deliver, Retention retention = {},
                                              Hooks hooks = {});
  ~Keeper();
  Keeper(Keeper const&) = delete;
  Keeper& operator=(Keeper const&) = delete;
  Keeper(Keeper&&) = delete;
  Keeper& operator=(Keeper&&) = delete;

  void carry_out(std::vector<flow::Effect> effects);

  /// Soon, and before what is to be stored. False if too much waits already: then it is never done.
  bool carry_out(Task task);

  void stop();

 private:
  struct Implementation;
  explicit Keeper(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::store
