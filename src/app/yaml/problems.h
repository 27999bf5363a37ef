#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/mark.h>

namespace crosspoint::app::yaml {

/// Everything that is wrong with one source (a file, an environment variable), so that all of it can be told at once.
class Problems {
 public:
  explicit Problems(std::string source) : source_(std::move(source)) {}

  /// A null mark: about the source as a whole.
  void add(YAML::Mark place, std::string text) { found_.push_back({place, std::move(text)}); }

  [[nodiscard]] bool empty() const { return found_.empty(); }

  /// "config.yml:3:9", counted from 1.
  [[nodiscard]] std::string at(YAML::Mark place) const;

  /// "config.yml:3:9: text", in the order of their places.
  [[nodiscard]] std::vector<std::string> lines() const;

 private:
  struct Problem {
    YAML::Mark place;
    std::string text;
  };

  std::string source_;
  std::vector<Problem> found_;
};

/// A value as it is shown in a problem: in quotes, cut when long, control bytes as '?'.
std::string shown(std::string_view text);

}  // namespace crosspoint::app::yaml
