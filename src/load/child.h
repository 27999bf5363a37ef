#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace crosspoint::load {

/// A process of ours. It ends with this object, or when this process ends.
class Child {
 public:
  /// Runs `work` in a process of its own.
  explicit Child(std::function<void()> const& work);
  /// Runs this same program with these arguments; what it says goes to the file.
  Child(std::vector<std::string> const& arguments, std::filesystem::path const& log);
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;
  ~Child() { stop(); }

  [[nodiscard]] pid_t id() const { return id_; }
  [[nodiscard]] bool is_running();

  /// Ends it as a loss of power would.
  void kill();

  /// Asks it to end, and waits; after 20 s it is not asked any more.
  void stop();

 private:
  pid_t id_ = -1;
};

}  // namespace crosspoint::load
