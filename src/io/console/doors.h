#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "flow/effects.h"
#include "io/inbox.h"

namespace crosspoint::io::console {

/// Where a door is; port 0 is any free one.
struct Place {
  std::string address;
  std::uint16_t port = 0;
};

struct Settings {
  std::optional<Place> notices, console;  ///< nothing: that door stays shut
};

/// The two side doors, on a thread of their own: take lines and bring answers, and know nothing of what they mean. Carry out
/// AnswerVisitor, TellVisitor, DismissVisitor; deliver VisitorLine, VisitorGone.
class Doors {
 public:
  static constexpr std::size_t most_visitors = 20;  ///< at each door; whoever comes then is turned away

  /// Errors (unavailable): the detail names address and port and says why.
  static Result<std::unique_ptr<Doors>> open(Settings const& settings, Deliver deliver);
  ~Doors();
  Doors(Doors const&) = delete;
  Doors& operator=(Doors const&) = delete;
  Doors(Doors&&) = delete;
  Doors& operator=(Doors&&) = delete;

  /// Where the doors are open.
  [[nodiscard]] std::optional<Place> notices() const;
  [[nodiscard]] std::optional<Place> console() const;

  void carry_out(std::vector<flow::Effect> effects);
  void stop();

 private:
  struct Implementation;
  explicit Doors(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace crosspoint::io::console
