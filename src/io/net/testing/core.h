#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/net/network.h"

namespace crosspoint::io::net::testing_support {

constexpr std::chrono::seconds patience{20};  ///< how long a test waits for what has to come

/// Stands where the core stands: keeps what a piece of io/ delivers until a test asks for it.
class RecordingCore {
 public:
  Deliver deliver() {
    return [this](Inputs inputs) {
      std::lock_guard const lock(mutex_);
      std::ranges::move(inputs, std::back_inserter(inputs_));
      arrived_.notify_all();
    };
  }

  /// Takes out the first input of the kind that fits; nothing if none came in time.
  template <class Kind, class Fits>
  std::optional<Kind> next(Fits fits) {
    std::unique_lock lock(mutex_);
    std::optional<Kind> found;
    arrived_.wait_for(lock, patience, [&] { return (found = take<Kind>(fits)).has_value(); });
    return found;
  }

  template <class Kind>
  std::optional<Kind> next() {
    return next<Kind>([](Kind const&) { return true; });
  }

  template <class Kind>
  std::optional<Kind> next_of(SessionId session) {
    return next<Kind>([session](Kind const& input) { return input.session == session; });
  }

  /// How many inputs of the kind are here and not taken yet.
  template <class Kind>
  std::size_t count() {
    std::lock_guard const lock(mutex_);
    return static_cast<std::size_t>(
        std::ranges::count_if(inputs_, [](auto const& input) { return std::holds_alternative<Kind>(input); }));
  }

 private:
  template <class Kind, class Fits>
  std::optional<Kind> take(Fits const& fits) {
    auto const found = std::ranges::find_if(inputs_, [&](flow::Input const& input) {
      auto const* const kind = std::get_if<Kind>(&input);
      return kind != nullptr && fits(*kind);
    });
    if (found == inputs_.end()) return std::nullopt;
    auto taken = std::get<Kind>(std::move(*found));
    inputs_.erase(found);
    return taken;
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<flow::Input> inputs_;
};

}  // namespace crosspoint::io::net::testing_support
