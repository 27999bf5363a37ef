#include "app/logging.h"

#include <array>
#include <ctime>

#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <boost/json.hpp>

#include "base/printable.h"
#include "base/text.h"

namespace crosspoint::app {
namespace {

struct Level {
  LogLevel ours;
  spdlog::level::level_enum theirs;
  std::string_view name;
};

constexpr std::array levels{
    Level{LogLevel::debug, spdlog::level::debug, "debug"},
    Level{LogLevel::info, spdlog::level::info, "info"},
    Level{LogLevel::warning, spdlog::level::warn, "warning"},
    Level{LogLevel::error, spdlog::level::err, "error"},
};

spdlog::level::level_enum to_spdlog(LogLevel level) {
  for (auto const& entry : levels)
    if (entry.ours == level) return entry.theirs;
  return spdlog::level::err;
}

std::string_view name_of(spdlog::level::level_enum level) {
  for (auto const& entry : levels)
    if (entry.theirs == level) return entry.name;
  return level < spdlog::level::debug ? "debug" : "error";
}

std::string utc(spdlog::log_clock::time_point time) {
  auto const milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
  auto const seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> date{};
  auto const length = std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  return fmt::format("{}.{:03}Z", std::string_view(date.data(), length), milliseconds % 1000);
}

class LineFormatter : public spdlog::formatter {
 public:
  explicit LineFormatter(LogFormat format) : format_(format) {}

  void format(spdlog::details::log_msg const& record, spdlog::memory_buf_t& out) override {
    std::string_view const text(record.payload.data(), record.payload.size());
    auto const line = fmt::appender(out);
    if (format_ == LogFormat::json) {
      fmt::format_to(line, "{{\"time\":\"{}\",\"level\":\"{}\",\"text\":{}}}\n", utc(record.time), name_of(record.level),
                     boost::json::serialize(boost::json::string(valid_utf8(text))));
    } else {
      fmt::format_to(line, "{} {:7} {}\n", utc(record.time), name_of(record.level), printable(text));
    }
  }

  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<LineFormatter>(format_); }

 private:
  LogFormat format_;
};

}  // namespace

std::optional<LogLevel> log_level(std::string_view name) {
  for (auto const& entry : levels)
    if (entry.name == name) return entry.ours;
  return std::nullopt;
}

std::optional<LogFormat> log_format(std::string_view name) {
  if (name == "text") return LogFormat::text;
  if (name == "json") return LogFormat::json;
  return std::nullopt;
}

std::unique_ptr<spdlog::formatter> make_log_formatter(LogFormat format) { return std::make_unique<LineFormatter>(format); }

void start_logging(LogFormat format, LogLevel level) {
  auto logger = std::make_shared<spdlog::logger>("crosspoint", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_formatter(make_log_formatter(format));
  logger->set_level(to_spdlog(level));
  logger->flush_on(spdlog::level::trace);
  spdlog::set_default_logger(std::move(logger));
}

void set_log_level(LogLevel level) { spdlog::set_level(to_spdlog(level)); }

void write(Log const& log) { spdlog::log(to_spdlog(log.level), spdlog::string_view_t(log.text)); }

}  // namespace crosspoint::app
