#include "domain/function_keys.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"

namespace crosspoint::domain {
namespace {

std::string const& code_of(directory::FunctionKey::Service service, directory::FeatureCodes const& codes) {
  using enum directory::FunctionKey::Service;
  switch (service) {
    case dnd: return codes.dnd;
    case call_filter: return codes.call_filter;
    case recording: return codes.recording;
    case unconditional: return codes.unconditional;
    case no_answer: return codes.no_answer;
    case busy: return codes.busy;
    case agent_toggle: return codes.agent_toggle;
    case agent_login: return codes.agent_login;
    case agent_logout: break;
  }
  return codes.agent_logout;
}

std::string escaped(std::string const& part, char number) {
  std::string out;
  for (char const c : part) {
    if (c == '*') (out += "**") += number;
    else out += c;
  }
  return out;
}

/// Takes the joined parts asunder, each unescaped.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const star = "**" + std::to_string(parts.size());
    if (text.substr(i).starts_with(star)) {
      parts.back() += '*';
      i += star.size() - 1;
    } else if (text[i] == '*') {
      parts.emplace_back();
    } else {
      parts.back() += text[i];
    }
  }
  return parts;
}

}  // namespace

std::string function_key_extension(UserId user, directory::FunctionKey const& key, directory::FeatureCodes const& codes) {
  auto extension = codes.function_key + std::to_string(user.value) + "*" + escaped(code_of(key.service, codes), '2');
  if (!key.destination.empty()) extension += "*" + escaped(key.destination, '3');
  return extension;
}

std::optional<DialledKey> dialled_key(std::string_view extension, directory::FeatureCodes const& codes) {
  if (!extension.starts_with(codes.function_key)) return std::nullopt;
  auto parts = parts_of(extension.substr(codes.function_key.size()));
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  auto const user = to_integer(parts[0]);
  auto const& known = directory::function_key_services;
  auto const* const found =
      std::ranges::find_if(known, [&](auto const& service) { return code_of(service.second, codes) == parts[1]; });
  if (!user || found == known.end()) return std::nullopt;
  return DialledKey{UserId{*user}, {found->second, parts.size() == 3 ? std::move(parts[2]) : std::string{}}};
}

}  // namespace crosspoint::domain
