#include "app/commands/token.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>

#include "app/commands/with_store.h"
#include "base/printable.h"
#include "base/text.h"
#include "io/auth/tokens.h"
#include "io/store/local_time.h"

namespace crosspoint::app {
namespace {

using io::store::AccessToken;
using io::store::Database;

constexpr std::size_t longest_name = 64;
constexpr std::int64_t most_days = 3650;

char const* name_of(AccessToken::Kind kind) {
  using enum AccessToken::Kind;
  return kind == sign_in ? "sign-in" : kind == ticket ? "ticket" : kind == board ? "board" : "api";
}

/// "2026-11-30 21:18" by the clock on the wall of this machine.
std::string shown(WallTime time) {
  auto text = io::store::local_time(time).substr(0, 16);
  text[10] = ' ';
  return text;
}

/// Of "90d" or "12h"; nothing for an empty text: never.
Result<std::optional<WallTime>> expiry(std::string const& text, WallTime now) {
  if (text.empty()) return std::nullopt;
  auto const number = to_integer(text.substr(0, text.size() - 1)).value_or(0);
  auto const is_hours = text.back() == 'h';
  auto const most = is_hours ? 24 * most_days : most_days;
  if ((!is_hours && text.back() != 'd') || number < 1 || number > most)
    return fail(Errc::bad_request, "--expires: found '" + printable(text) + "', expected a time such as 90d or 12h, at most " +
                                       std::to_string(most_days) + "d");
  return now + (is_hours ? Duration(std::chrono::hours(number)) : Duration(std::chrono::days(number)));
}

Result<> check(TokenAddOptions const& options) {
  if (options.name.empty() || options.name.size() > longest_name || printable(options.name) != options.name)
    return fail(Errc::bad_request, "a token needs a name of 1 to " + std::to_string(longest_name) + " printable characters");
  std::string known;
  for (auto const scope : io::auth::known_scopes) known.append(known.empty() ? "" : " or ").append(scope);
  for (auto const& scope : options.scopes)
    if (std::ranges::find(io::auth::known_scopes, scope) == io::auth::known_scopes.end())
      return fail(Errc::bad_request, "--scope: found '" + printable(scope) + "', expected " + known);
  return {};
}

std::string listed(std::vector<AccessToken> const& tokens, directory::Directory const& directory, WallTime now) {
  std::ostringstream out;
  auto const row = [&](auto const& id, auto const& kind, auto const& name, auto const& owner, auto const& scopes,
                       auto const& expires, auto const& used) {
    out << std::left << std::setw(12) << id << std::setw(9) << kind << std::setw(20) << name << std::setw(16) << owner
        << std::setw(16) << scopes << std::setw(18) << expires << used << '\n';
  };
  row("id", "kind", "name", "owner", "scopes", "expires", "last used");
  for (auto const& token : tokens) {
    auto const* const owner = token.owner ? directory.user(*token.owner) : nullptr;
    std::string scopes;
    for (auto const& scope : token.scopes) scopes += (scopes.empty() ? "" : " ") + scope;
    auto const expires = !token.expires ? "never" : *token.expires <= now ? "expired" : shown(*token.expires);
    row(token.id, name_of(token.kind), printable(token.name), owner ? owner->login : "-", scopes.empty() ? "-" : scopes, expires,
        token.used ? shown(*token.used) : "never");
  }
  return out.str();
}

}  // namespace

int run_token_add(Config const& config, TokenAddOptions const& options, WallTime now, std::ostream& out, std::ostream& errors) {
  return with_store(config, out, errors, [&](Database& store) -> Result<std::string> {
    if (auto const good = check(options); !good) return tl::make_unexpected(good.error());
    auto const expires = expiry(options.expires, now);
    if (!expires) return tl::make_unexpected(expires.error());
    auto const made = io::auth::make_token(AccessToken::Kind::api, options.name, options.scopes, now, *expires);
    return store.add_token(made.token).map([&] {
      errors << "added token " << options.name << " with id " << made.token.id << ", "
             << (*expires ? "good until " + shown(**expires) : "which does not expire") << "; its text is not shown again\n";
      return made.text + "\n";
    });
  });
}

int run_token_list(Config const& config, WallTime now, std::ostream& out, std::ostream& errors) {
  return with_store(config, out, errors, [&](Database& store) -> Result<std::string> {
    auto const tokens = store.load_tokens();
    if (!tokens) return tl::make_unexpected(tokens.error());
    return store.load().map([&](auto const& directory) { return listed(*tokens, directory, now); });
  });
}

int run_token_revoke(Config const& config, std::string const& name_or_id, std::ostream& out, std::ostream& errors) {
  return with_store(config, out, errors, [&](Database& store) -> Result<std::string> {
    auto const tokens = store.load_tokens();
    if (!tokens) return tl::make_unexpected(tokens.error());
    auto found = std::ranges::find_if(
        *tokens, [&](auto const& token) { return token.kind == AccessToken::Kind::api && token.name == name_or_id; });
    if (found == tokens->end()) found = std::ranges::find(*tokens, name_or_id, &AccessToken::id);
    if (found == tokens->end()) return fail(Errc::unknown, "there is no token " + printable(name_or_id));
    return store.revoke_token(found->id).map(
        [&] { return "revoked token " + printable(found->name) + " with id " + found->id + "\n"; });
  });
}

}  // namespace crosspoint::app
