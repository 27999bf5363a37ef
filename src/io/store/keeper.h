#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "flow/effects.h"
#include "io/inbox.h"
#include "io/store/archive.h"

namespace crosspoint::io::store {

/// Everything durable, behind threads of its own: one for the store, a small bounded pool for password hashing. Carries out
/// Store, ReadCalls and CheckPassword, delivers Stored, CallsRead and PasswordChecked; looks at the store at once when
/// LookAtStore asks for it. Delivers LoginsLoaded, QueueCallsLoaded, FormsLoaded (if there are any), PersonalLoaded and
/// Configured at the start, and Configured again whenever another process (an import, `crosspoint user`) has changed the store.
/// Stored{done} is delivered only after the commit.
class Keeper {
 public:
  /// Opens the store and brings it to the newest migration. What is older than `retention` allows goes at the start and then once
  /// an hour. Errors: unavailable with what to do.
  static Result<std::unique_ptr<Keeper>> open(std::string const& uri, Deliver deliver, Retention retention = {});
  ~Keeper();
  Keeper(Keeper const&) = delete;
  Keeper& operator=(Keeper const&) = delete;
  Keeper(Keeper&&) = delete;
  Keeper& operator=(Keeper&&) = delete;

  void carry_out(std::vector<flow::Effect> effects);
  void stop();

 private:
  struct Implementation;
  explicit Keeper(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::store
