#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "io/inbox.h"
#include "io/sources/settings.h"

namespace crosspoint::io::sources {

/// CSV files of contacts, on one thread: each is read at the start and again whenever it has changed, and delivered as
/// SourceLoaded. One that is gone or cannot be read is told in the log, and what it held last stays.
class CsvFiles {
 public:
  static constexpr std::size_t most_bytes = 64 << 20;
  using Failed = std::function<void(std::string const& source)>;  ///< called on the thread of the files

  CsvFiles(std::map<std::string, CsvSettings> files, Deliver deliver, Failed failed,
           std::chrono::milliseconds period = std::chrono::seconds(1));
  ~CsvFiles();
  CsvFiles(CsvFiles const&) = delete;
  CsvFiles& operator=(CsvFiles const&) = delete;
  CsvFiles(CsvFiles&&) = delete;
  CsvFiles& operator=(CsvFiles&&) = delete;

  void stop();

 private:
  void watch();
  void look_at(std::string const& source, CsvSettings const& settings);

  std::map<std::string, CsvSettings> const files_;
  std::map<std::string, std::string> seen_;  ///< what each file was recognised by when it was read last
  Deliver const deliver_;
  Failed const failed_;
  std::chrono::milliseconds const period_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace crosspoint::io::sources
