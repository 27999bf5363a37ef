#include "domain/dialled_key.h"

#include <utility>
#include <vector>

#include "base/text.h"

namespace crosspoint::domain {
namespace {

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const escaped = "**" + std::to_string(parts.size());
    if (text.substr(i).starts_with(escaped)) {
      parts.back() += '*';
      i += escaped.size() - 1;
    } else if (text[i] == '*') {
      parts.emplace_back();
    } else {
      parts.back() += text[i];
    }
  }
  return parts;
}

std::optional<Feature> feature_of(std::string const& code, FeatureCodes const& codes) {
  for (auto const& [known, feature] : {std::pair{&codes.dnd, Feature::dnd},
                                       {&codes.recording, Feature::recording},
                                       {&codes.call_filter, Feature::call_filter},
                                       {&codes.unconditional, Feature::unconditional},
                                       {&codes.no_answer, Feature::no_answer},
                                       {&codes.busy, Feature::busy}})
    if (code == *known) return feature;
  return std::nullopt;
}

}  // namespace

std::optional<DialledKey> read_key(std::string_view extension, FeatureCodes const& codes) {
  if (!extension.starts_with(codes.function_key)) return std::nullopt;
  auto parts = parts_of(extension.substr(codes.function_key.size()));
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  auto const user = to_integer(parts[0]);
  auto const feature = feature_of(parts[1], codes);
  if (!user || !feature) return std::nullopt;
  return DialledKey{UserId{*user}, *feature, parts.size() == 3 ? std::move(parts[2]) : std::string{}};
}

}  // namespace crosspoint::domain
