#include "domain/destination.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::domain {
namespace {

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// The number in `"Name" <number>`, otherwise the text itself.
std::string_view number_of(std::string_view text) {
  auto const open = text.rfind('<');
  if (open == std::string_view::npos || !text.ends_with('>')) return text;
  return text.substr(open + 1, text.size() - open - 2);
}

struct PseudoUrl {
  std::string_view type, rest;
};

std::optional<PseudoUrl> pseudo_url(std::string_view text) {
  auto const colon = text.find(':');
  auto const slash = text.find('/');
  if (colon == std::string_view::npos || slash == std::string_view::npos || slash < colon) return std::nullopt;
  auto const exchange = text.substr(colon + 1, slash - colon - 1);
  auto const is_name = [](char c) { return c == '-' || is_word({&c, 1}); };
  if (!is_word(text.substr(0, colon)) || exchange.empty() || !std::ranges::all_of(exchange, is_name)) return std::nullopt;
  return PseudoUrl{text.substr(0, colon), text.substr(slash + 1)};
}

std::string straight_to_mailbox(std::string_view code, std::string_view mailbox) {
  if (code.starts_with('_')) code.remove_prefix(1);
  auto const wildcard = code.find_first_of(".!XZN[");
  return dialable(code.substr(0, wildcard)) + dialable(mailbox);
}

std::string extension_of(PseudoUrl const& url, directory::Directory const& directory, VoicemailCodes const& codes) {
  if (url.type == "exten") return dialable(url.rest);
  if (url.type == "vm_consult") return dialable(codes.consult);
  auto const id = to_integer(url.rest).value_or(0);
  if (url.type == "user") {
    auto const* const user = directory.user(UserId{id});
    auto const* const line = user ? directory.main_line(*user) : nullptr;
    return line ? dialable(line->number) : std::string{};
  }
  if (url.type == "voicemail") {
    auto const found = directory.voicemails.find(VoicemailId{id});
    return found == directory.voicemails.end() ? std::string{} : straight_to_mailbox(codes.direct, found->second.mailbox);
  }
  return {};
}

}  // namespace

Result<std::string> resolve_destination(std::string_view destination, directory::Directory const& directory,
                                        VoicemailCodes const& codes) {
  auto const url = pseudo_url(destination);
  auto exten = url ? extension_of(*url, directory, codes) : dialable(number_of(destination));
  if (exten.empty()) return fail(Errc::unknown, std::string(destination));
  return exten;
}

}  // namespace crosspoint::domain
