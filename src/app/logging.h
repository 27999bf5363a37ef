#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include <spdlog/spdlog.h>

#include "base/log.h"

namespace crosspoint::app {

enum class LogFormat {
  text,  ///< 2026-07-31T12:34:56.123Z warning the text
  json,  ///< {"time":"2026-07-31T12:34:56.123Z","level":"warning","text":"the text"}
};

std::optional<LogLevel> log_level(std::string_view name);  ///< debug, info, warning, error
std::optional<LogFormat> log_format(std::string_view name);

/// How one record becomes one line: times in UTC, and nothing a client has sent can begin a line of its own; in the text format
/// it cannot steer a terminal either, in JSON it is escaped as JSON says.
std::unique_ptr<spdlog::formatter> make_log_formatter(LogFormat format);

/// Makes the default logger of spdlog write to stderr in this format. Once, before the threads start.
void start_logging(LogFormat format, LogLevel level);

/// Of the default logger, from any thread, at any time.
void set_log_level(LogLevel level);
void write(Log const& log);

}  // namespace crosspoint::app
