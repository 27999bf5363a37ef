#include "io/auth/authenticator.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>

#include "io/auth/password.h"

namespace crosspoint::io::auth {
namespace {

using Verdict = flow::PasswordChecked::Verdict;
using How = flow::PasswordChecked::How;

bool is_too_long(flow::CheckPassword const& question) {
  return question.login.size() > Authenticator::longest_login || question.password.size() > longest_password;
}

}  // namespace

Authenticator::Authenticator(Checker::Options options, LoginKey const& key, Deliver deliver)
    : deliver_(deliver), checker_(std::move(options), key, std::move(deliver)) {}

store::Hooks Authenticator::store_hooks() {
  return {[this](store::Database& database) { return load(database); }, [this](store::Database& database) { save(database); }};
}

void Authenticator::carry_out(std::vector<flow::CheckPassword> questions, store::Keeper& keeper) {
  Inputs refusals;
  for (auto& question : questions) {
    auto const token = question.token;
    if (is_too_long(question)) {
      refusals.push_back(flow::PasswordChecked{token, Verdict::wrong, How::refused});
      continue;
    }
    auto task = [this, asked = std::move(question)](store::Database& database) mutable { check(std::move(asked), database); };
    if (!keeper.carry_out(std::move(task))) refusals.push_back(flow::PasswordChecked{token, Verdict::failed, How::refused});
  }
  if (!refusals.empty()) deliver_(std::move(refusals));
}

void Authenticator::check(flow::CheckPassword question, store::Database& database) {
  auto stored = database.credential(question.login);
  if (stored)
    return checker_.check({question.token, std::move(question.login), std::move(question.password), std::move(question.address),
                           std::move(*stored)});
  spdlog::error("store: a password cannot be checked: {}", stored.error().detail);
  deliver_({flow::PasswordChecked{question.token, Verdict::failed, How::refused}});
}

Result<> Authenticator::load(store::Database& database) {
  auto all = database.load_tokens();
  if (!all) return tl::make_unexpected(all.error());
  auto const others =
      std::partition(all->begin(), all->end(), [](auto const& token) { return token.kind == store::AccessToken::Kind::sign_in; });
  tokens_.load({std::move_iterator(others), std::move_iterator(all->end())});
  all->erase(others, all->end());
  load_sign_ins(std::move(*all));
  return {};
}

/// What is lost here costs a password that is checked in full once more, or a time in a list.
void Authenticator::save(store::Database& database) {
  save_sign_ins(database);
  auto const verified = checker_.take_verified();
  auto const uses = tokens_.take_uses();
  if (verified.empty() && uses.empty()) return;
  auto saved = verified.empty() ? Result<>() : database.remember(verified);
  if (saved && !uses.empty()) saved = database.save_token_uses(uses);
  if (!saved && !failing_) spdlog::error("store: logins are not remembered: {}", saved.error().detail);
  failing_ = !saved;
}

}  // namespace crosspoint::io::auth
