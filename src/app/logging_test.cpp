#include "app/logging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/formatter.h>

namespace crosspoint::app {
namespace {

std::string line_of(LogFormat format, spdlog::level::level_enum level, std::string_view text) {
  spdlog::log_clock::time_point const time{std::chrono::milliseconds(1'785'501'296'007)};
  spdlog::memory_buf_t out;
  make_log_formatter(format)->format(
      spdlog::details::log_msg(time, {}, "crosspoint", level, spdlog::string_view_t(text.data(), text.size())), out);
  return {out.data(), out.size()};
}

TEST(Logging, WritesOneLineOfTextWithTheTimeInUtc) {
  EXPECT_EQ(line_of(LogFormat::text, spdlog::level::warn, "link lost"), "2026-07-31T12:34:56.007Z warning link lost\n");
  EXPECT_EQ(line_of(LogFormat::text, spdlog::level::info, "up"), "2026-07-31T12:34:56.007Z info    up\n");
}

TEST(Logging, WritesOneLineOfJson) {
  EXPECT_EQ(line_of(LogFormat::json, spdlog::level::err, "say \"hi\"\n"),
            R"({"time":"2026-07-31T12:34:56.007Z","level":"error","text":"say \"hi\"\n"})"
            "\n");
}

TEST(Logging, LetsNobodyForgeALine) {
  EXPECT_EQ(line_of(LogFormat::text, spdlog::level::info, "login 'x\r\n2026-07-31T12:34:56.007Z error   fire'"),
            "2026-07-31T12:34:56.007Z info    login 'x\\r\\n2026-07-31T12:34:56.007Z error   fire'\n");
}

TEST(Logging, TakesBracesInATextAsTheyAre) {
  testing::internal::CaptureStderr();
  auto const before = spdlog::default_logger();
  start_logging(LogFormat::text, LogLevel::info);
  write({LogLevel::info, "{} {0}"});
  spdlog::set_default_logger(before);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::EndsWith("Z info    {} {0}\n"));
}

TEST(Logging, ChangesItsLevelWhileItRuns) {
  testing::internal::CaptureStderr();
  auto const before = spdlog::default_logger();
  start_logging(LogFormat::text, LogLevel::error);
  write({LogLevel::warning, "one"});
  set_log_level(LogLevel::debug);
  write({LogLevel::debug, "two"});
  spdlog::set_default_logger(before);
  auto const written = testing::internal::GetCapturedStderr();
  EXPECT_THAT(written, testing::Not(testing::HasSubstr("one")));
  EXPECT_THAT(written, testing::EndsWith("Z debug   two\n"));
}

TEST(Logging, KnowsItsNames) {
  EXPECT_EQ(log_level("warning"), LogLevel::warning);
  EXPECT_EQ(log_level("loud"), std::nullopt);
  EXPECT_EQ(log_format("json"), LogFormat::json);
  EXPECT_EQ(log_format("xml"), std::nullopt);
}

}  // namespace
}  // namespace crosspoint::app
