#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "load/options.h"

namespace crosspoint::load {

/// What a figure shall be; a figure with another beside it is judged by its ratio to that.
struct Target {
  enum class Kind { none, at_most, at_least } kind = Kind::none;
  double bound = 0;

  [[nodiscard]] bool is_met_by(double value) const { return kind == Kind::at_most ? value <= bound : value >= bound; }
};

constexpr Target at_most(double bound) { return {Target::Kind::at_most, bound}; }
constexpr Target at_least(double bound) { return {Target::Kind::at_least, bound}; }

struct Figure {
  std::string phase, what;
  double value = 0;
  std::string unit;
  std::optional<double> beside;  ///< what it is compared with: most often the same of the raw reference, measured in this run
  Target target;

  [[nodiscard]] std::optional<double> ratio() const;
  [[nodiscard]] std::optional<bool> is_met() const;
};

/// The figures of one run, in the order in which they were measured.
class Report {
 public:
  void add(Figure figure) { figures_.push_back(std::move(figure)); }
  [[nodiscard]] std::size_t count() const { return figures_.size(); }

  /// Those from the `first`th on, a line each.
  void print(std::ostream& out, std::size_t first) const;

  /// All of them with the machine, the date and the options.
  Result<> write_json(Options const& options) const;

 private:
  std::vector<Figure> figures_;
};

}  // namespace crosspoint::load
