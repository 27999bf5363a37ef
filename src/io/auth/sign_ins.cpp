#include "io/auth/sign_ins.h"

#include <algorithm>

#include "io/auth/token_text.h"

namespace crosspoint::io::auth {

using store::AccessToken;

std::vector<std::string> SignIns::load(std::vector<AccessToken> tokens) {
  std::lock_guard const lock(mutex_);
  auto const before = std::exchange(logins_, {});
  family_.clear();
  of_user_.clear();
  for (auto& token : tokens) insert(std::move(token));
  std::vector<std::string> ended;
  for (auto const& [family, login] : before)
    if (!logins_.contains(family)) ended.push_back(family);
  return ended;
}

SignIns::Outcome SignIns::give(UserId user, WallTime now) {
  std::lock_guard const lock(mutex_);
  Outcome outcome{.user = user};
  std::vector<std::pair<WallTime, std::string>> own;  // by when somebody has got a token of it last
  for (auto const& family : of_user_[user]) own.emplace_back(logins_.at(family).tokens.back().created, family);
  if (own.size() >= most_logins_of_user) forget(std::ranges::min(own).second, outcome);
  outcome.next = add(user, {}, now);
  outcome.login = outcome.next->token.family;
  outcome.change.given.push_back(outcome.next->token);
  return outcome;
}

SignIns::Outcome SignIns::take(std::string_view text, WallTime now) {
  std::lock_guard const lock(mutex_);
  Outcome outcome;
  auto* const token = find(text);
  if (!token || !token->expires || *token->expires <= now) return outcome;
  outcome.login = token->family;
  auto const user = *token->owner;
  if (token->replaced && *token->replaced <= now) {
    forget(token->family, outcome);
    return outcome;
  }
  token->used = now;
  outcome.change.used[token->id] = now;
  auto const used = *token;
  replace_before(used, now, outcome.change);
  outcome.user = user;
  outcome.expires = *used.expires;
  outcome.next = add(user, used.family, now);
  outcome.change.given.push_back(outcome.next->token);
  return outcome;
}

/// The token in use shows that its client has got it: those before it are not needed any more.
void SignIns::replace_before(AccessToken const& used, WallTime now, store::SignInChange& change) {
  auto& tokens = logins_.at(used.family).tokens;
  for (auto& token : tokens)
    if (token.created < used.created && !token.replaced)
      token.replaced = change.replaced[token.id] = std::max(now, used.created + grace);
  auto const is_replaced = [](AccessToken const& token) { return token.replaced.has_value(); };
  for (auto count = std::ranges::count_if(tokens, is_replaced); count > static_cast<std::ptrdiff_t>(most_replaced); --count) {
    auto const oldest = std::ranges::find_if(tokens, is_replaced);
    change.forgotten.push_back(oldest->id);
    family_.erase(oldest->id);
    tokens.erase(oldest);
  }
}

SignIns::Outcome SignIns::end(UserId user, std::string const& login) {
  std::lock_guard const lock(mutex_);
  Outcome outcome;
  auto const own = of_user_[user];  // of which each is taken out as it ends
  for (auto const& family : own)
    if (login.empty() || family == login) forget(family, outcome);
  return outcome;
}

void SignIns::withdraw(AccessToken const& token) {
  std::lock_guard const lock(mutex_);
  auto const login = logins_.find(token.family);
  if (login == logins_.end()) return;
  std::erase_if(login->second.tokens, [&](AccessToken const& each) { return each.id == token.id; });
  family_.erase(token.id);
  if (login->second.tokens.empty()) erase(token.family);
}

void SignIns::apply(store::SignInChange const& change) {
  std::lock_guard const lock(mutex_);
  for (auto const& token : change.given)
    if (!find_id(token.id) && (token.id == token.family || logins_.contains(token.family))) insert(token);
  for (auto const& [id, time] : change.used)
    if (auto* const token = find_id(id)) token->used = time;
  for (auto const& [id, time] : change.replaced)
    if (auto* const token = find_id(id)) token->replaced = time;
  for (auto const& family : change.ended) erase(family);
}

AccessToken* SignIns::find(std::string_view text) {
  auto const parts = parse_token(text);
  auto* const token = parts ? find_id(std::string(parts->id)) : nullptr;
  return token && is_digest_of(parts->secret, token->digest) ? token : nullptr;
}

AccessToken* SignIns::find_id(std::string const& id) {
  auto const family = family_.find(id);
  if (family == family_.end()) return nullptr;
  return &*std::ranges::find(logins_.at(family->second).tokens, id, &AccessToken::id);
}

NewToken SignIns::add(UserId user, std::string const& family, WallTime now) {
  auto made = make_token(AccessToken::Kind::sign_in, {}, {}, now, now + life);
  made.token.owner = user;
  if (!family.empty()) made.token.family = family;
  insert(made.token);
  return made;
}

void SignIns::insert(AccessToken token) {
  if (!token.owner) return;
  family_[token.id] = token.family;
  auto& login = logins_[token.family];
  login.user = *token.owner;
  of_user_[login.user].insert(token.family);
  login.tokens.push_back(std::move(token));
}

void SignIns::forget(std::string const& login, Outcome& outcome) {
  auto family = login;  // may be the name in what is erased
  erase(family);
  outcome.ended.push_back(family);
  outcome.change.ended.push_back(std::move(family));
}

void SignIns::erase(std::string const& login) {
  auto const gone = logins_.extract(login);
  if (!gone) return;
  of_user_[gone.mapped().user].erase(login);
  for (auto const& token : gone.mapped().tokens) family_.erase(token.id);
}

}  // namespace crosspoint::io::auth
