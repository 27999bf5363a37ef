#pragma once

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace crosspoint::io::net::testing_support {

/// Catches the log of the process as long as it lives.
class CaughtLog {
 public:
  CaughtLog() : before_(spdlog::default_logger()), sink_(std::make_shared<Sink>()) {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("caught", sink_));
  }
  CaughtLog(CaughtLog const&) = delete;
  CaughtLog& operator=(CaughtLog const&) = delete;
  ~CaughtLog() { spdlog::set_default_logger(before_); }

  /// Waits for a line with this text; whether it came in time.
  [[nodiscard]] bool has(std::string_view text) { return sink_->wait_for(text); }

  [[nodiscard]] std::size_t lines() { return sink_->lines(); }

 private:
  class Sink : public spdlog::sinks::base_sink<std::mutex> {
   public:
    bool wait_for(std::string_view text) {
      std::unique_lock lock(lines_mutex_);
      auto const is_there = [&] {
        for (auto const& line : lines_)
          if (line.find(text) != std::string::npos) return true;
        return false;
      };
      return more_.wait_for(lock, std::chrono::seconds(20), is_there);
    }

    std::size_t lines() {
      std::lock_guard const lock(lines_mutex_);
      return lines_.size();
    }

   private:
    void sink_it_(spdlog::details::log_msg const& message) override {
      std::lock_guard const lock(lines_mutex_);
      lines_.emplace_back(message.payload.data(), message.payload.size());
      more_.notify_all();
    }
    void flush_() override {}

    std::mutex lines_mutex_;
    std::condition_variable more_;
    std::vector<std::string> lines_;
  };

  std::shared_ptr<spdlog::logger> before_;
  std::shared_ptr<Sink> sink_;
};

}  // namespace crosspoint::io::net::testing_support
