#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace crosspoint::io {

/// A few threads that do what takes its time (a hash, a question to another machine), one item each at a time, in the order in
/// which the items came. An exception that the work lets out ends the process, as everywhere.
template <class Item>
class Crew {
 public:
  /// `work` is told which of the threads it is on, from 0 on.
  Crew(std::size_t threads, std::function<void(Item&, std::size_t thread)> work) : work_(std::move(work)) {
    for (std::size_t number = 0; number < threads; ++number) threads_.emplace_back([this, number] { run(number); });
  }
  ~Crew() { stop(); }
  Crew(Crew const&) = delete;
  Crew& operator=(Crew const&) = delete;
  Crew(Crew&&) = delete;
  Crew& operator=(Crew&&) = delete;

  /// From any thread, never waits. False if `bound` items wait already, or nothing is done any more.
  bool take(Item item, std::size_t bound = std::numeric_limits<std::size_t>::max()) {
    {
      std::lock_guard const lock(mutex_);
      if (stops_ || waiting_.size() >= bound) return false;
      waiting_.push_back(std::move(item));
    }
    wake_.notify_one();
    return true;
  }

  /// Ends the threads, each after the item it is at; what still waits is not done.
  void stop() {
    {
      std::lock_guard const lock(mutex_);
      stops_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
      if (thread.joinable()) thread.join();
  }

 private:
  void run(std::size_t number) noexcept {
    while (true) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stops_ || !waiting_.empty(); });
      if (stops_) return;
      auto item = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      work_(item, number);
    }
  }

  std::function<void(Item&, std::size_t)> const work_;

  std::mutex mutex_;  ///< guards what follows
  std::condition_variable wake_;
  std::deque<Item> waiting_;
  bool stops_ = false;

  std::vector<std::thread> threads_;
};

}  // namespace crosspoint::io
