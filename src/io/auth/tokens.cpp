#include "io/auth/tokens.h"

#include <sodium.h>

#include <algorithm>

#include "io/auth/token_text.h"

namespace crosspoint::io::auth {

NewToken make_token(store::AccessToken::Kind kind, std::string name, std::vector<std::string> scopes, WallTime now,
                    std::optional<WallTime> expires) {
  auto const id = random_token_id(), secret = random_secret();
  store::AccessToken token{.id = id,
                           .kind = kind,
                           .name = std::move(name),
                           .digest = digest_of(secret),
                           .family = id,
                           .owner = {},
                           .scopes = std::move(scopes),
                           .created = now,
                           .expires = expires,
                           .used = {}};
  return {std::move(token), "xp_" + id + "_" + secret};
}

void Tokens::load(std::vector<store::AccessToken> tokens) {
  std::unordered_map<std::string, store::AccessToken> fresh;
  for (auto& token : tokens) {
    auto id = token.id;
    fresh.emplace(std::move(id), std::move(token));
  }
  std::lock_guard const lock(mutex_);
  tokens_.swap(fresh);
}

std::optional<store::AccessToken> Tokens::check(std::string_view text, WallTime now) {
  auto const parts = parse_token(text);
  if (!parts) return std::nullopt;
  std::lock_guard const lock(mutex_);
  auto const found = tokens_.find(std::string(parts->id));
  if (found == tokens_.end()) return std::nullopt;
  auto& token = found->second;
  if (!is_digest_of(parts->secret, token.digest) || (token.expires && *token.expires <= now)) return std::nullopt;
  if (!token.used || now < *token.used || now - *token.used >= std::chrono::minutes(1)) token.used = uses_[token.id] = now;
  return token;
}

bool Tokens::admits(std::string_view text, std::string_view scope, WallTime now) {
  auto const token = check(text, now);
  return token && token->kind == store::AccessToken::Kind::api && std::ranges::find(token->scopes, scope) != token->scopes.end();
}

std::map<std::string, WallTime> Tokens::take_uses() {
  std::lock_guard const lock(mutex_);
  return std::exchange(uses_, {});
}

}  // namespace crosspoint::io::auth
