#include "io/sources/csv_files.h"

#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <fstream>

#include "base/result.h"
#include "io/sources/csv_contacts.h"

namespace crosspoint::io::sources {
namespace {

/// What tells one state of a file from the next, as long as nobody sets its clock back.
Result<std::string> mark_of(std::string const& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return fail(Errc::unavailable, std::strerror(errno));
  return std::to_string(status.st_ino) + " " + std::to_string(status.st_size) + " " + std::to_string(status.st_mtim.tv_sec) +
         "." + std::to_string(status.st_mtim.tv_nsec);
}

Result<std::string> text_of(std::string const& file) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream || stream.tellg() < 0) return fail(Errc::unavailable, std::strerror(errno));
  auto const size = static_cast<std::size_t>(stream.tellg());
  if (size > CsvFiles::most_bytes)
    return fail(Errc::bad_request, "has more than " + std::to_string(CsvFiles::most_bytes >> 20) + " MB");
  std::string text(size, '\0');
  stream.seekg(0).read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace

CsvFiles::CsvFiles(std::map<std::string, CsvSettings> files, Deliver deliver, Failed failed, std::chrono::milliseconds period)
    : files_(std::move(files)), deliver_(std::move(deliver)), failed_(std::move(failed)), period_(period) {
  if (!files_.empty()) thread_ = std::thread([this] { watch(); });
}

CsvFiles::~CsvFiles() { stop(); }

void CsvFiles::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void CsvFiles::watch() {
  try {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      lock.unlock();
      for (auto const& [source, settings] : files_) look_at(source, settings);
      lock.lock();
      wake_.wait_for(lock, period_, [this] { return stopping_; });
    }
  } catch (std::exception const& broken) {
    spdlog::critical("CSV files: {}", broken.what());
    std::terminate();
  }
}

/// Whatever is found counts as seen, so that a file that is bad is told once and not every second.
void CsvFiles::look_at(std::string const& source, CsvSettings const& settings) {
  auto const mark = mark_of(settings.file);
  auto& seen = seen_[source];
  if (seen == mark.value_or("gone")) return;
  seen = mark.value_or("gone");
  auto contacts = mark.and_then([&](auto const&) { return text_of(settings.file); }).and_then([&](std::string const& text) {
    return contacts_in_csv(text, settings.mapping);
  });
  if (contacts) {
    spdlog::info("source {}: {} contacts in {}", source, contacts->size(), settings.file);
    return deliver_({flow::SourceLoaded{source, std::move(*contacts)}});
  }
  spdlog::error("source {}: {}: {}; what it held before stays", source, settings.file, contacts.error().detail);
  failed_(source);
}

}  // namespace crosspoint::io::sources
