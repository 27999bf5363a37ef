#include "domain/function_keys.h"

namespace crosspoint::domain {
namespace {

std::string const& code_of(directory::FunctionKey::Service service, FeatureCodes const& codes) {
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

}  // namespace

std::string function_key_extension(UserId user, directory::FunctionKey const& key, FeatureCodes const& codes) {
  auto extension = codes.function_key + std::to_string(user.value) + "*" + escaped(code_of(key.service, codes), '2');
  if (!key.destination.empty()) extension += "*" + escaped(key.destination, '3');
  return extension;
}

}  // namespace crosspoint::domain
