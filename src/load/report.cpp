#include "load/report.h"

#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <ostream>
#include <thread>

namespace crosspoint::load {
namespace {

namespace json = boost::json;

/// With three digits that mean something, and all of a whole number's.
std::string shown(double value) {
  std::array<char, 32> text{};
  auto const decimals = std::abs(value) >= 100 || value == std::floor(value) ? 0 : std::abs(value) >= 10 ? 1 : 2;
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

std::string shown(Figure const& figure) {
  if (figure.target.kind == Target::Kind::none) return {};
  auto text = (figure.target.kind == Target::Kind::at_most ? "<= " : ">= ") + shown(figure.target.bound);
  if (figure.beside) text += " x";
  return text + (figure.is_met().value_or(true) ? "" : "   MISSED");
}

json::object machine() {
  std::string model;
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; model.empty() && std::getline(info, line);)
    if (line.starts_with("model name")) model = line.substr(line.find(':') + 2);
  utsname system{};
  ::uname(&system);
  struct sysinfo memory {};
  ::sysinfo(&memory);
  return {{"processor", model},
          {"cores", std::thread::hardware_concurrency()},
          {"memory_bytes", memory.totalram * memory.mem_unit},
          {"kernel", system.release}};
}

json::value or_null(auto const& optional) { return optional ? json::value(*optional) : json::value(nullptr); }

json::object as_json(Figure const& figure) {
  json::value bound(nullptr), kind(nullptr);
  if (figure.target.kind != Target::Kind::none) {
    bound = figure.target.bound;
    kind = figure.target.kind == Target::Kind::at_most ? "at_most" : "at_least";
  }
  return {{"phase", figure.phase},
          {"figure", figure.what},
          {"value", figure.value},
          {"unit", figure.unit},
          {"beside", or_null(figure.beside)},
          {"ratio", or_null(figure.ratio())},
          {"target", bound},
          {"kind", kind},
          {"met", or_null(figure.is_met())}};
}

}  // namespace

std::optional<double> Figure::ratio() const {
  if (!beside || *beside == 0) return std::nullopt;
  return value / *beside;
}

std::optional<bool> Figure::is_met() const {
  if (target.kind == Target::Kind::none) return std::nullopt;
  return target.is_met_by(beside ? ratio().value_or(0) : value);
}

void Report::print(std::ostream& out, std::size_t first) const {
  for (auto i = first; i < figures_.size(); ++i) {
    auto const& figure = figures_[i];
    auto const beside = figure.beside ? shown(*figure.beside) : "";
    auto const ratio = figure.ratio() ? shown(*figure.ratio()) : "";
    std::array<char, 256> line{};
    std::snprintf(line.data(), line.size(), "%-9s %-52s %12s %-9s %12s %7s  %s", figure.phase.c_str(), figure.what.c_str(),
                  shown(figure.value).c_str(), figure.unit.c_str(), beside.c_str(), ratio.c_str(), shown(figure).c_str());
    std::string text(line.data());
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << '\n';
  }
  out.flush();
}

Result<> Report::write_json(Options const& options) const {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch();
  json::array figures;
  for (auto const& figure : figures_) figures.push_back(as_json(figure));
  json::object const all{{"at", seconds.count()},
                         {"machine", machine()},
                         {"clients", options.clients},
                         {"seconds", options.seconds},
                         {"figures", std::move(figures)}};
  std::ofstream file(options.json);
  file << json::serialize(all) << '\n';
  file.close();
  if (!file) return fail(Errc::unavailable, "cannot write " + options.json.string());
  return {};
}

}  // namespace crosspoint::load
