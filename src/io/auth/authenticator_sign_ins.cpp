// The tokens by which browsers log in again: memory decides, the store follows.
#include <spdlog/spdlog.h>

#include <utility>

#include "io/auth/authenticator.h"

namespace crosspoint::io::auth {
namespace {

using Verdict = flow::SignInAnswered::Verdict;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{1};    ///< with the store, for who waits for a token
constexpr std::size_t most_unsaved = 100'000;  ///< while the store cannot be written; older ones are lost by a restart

WallTime wall_now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

}  // namespace

void Authenticator::carry_out(std::vector<SignInOrder> const& orders, store::Keeper& keeper) {
  Inputs answers;
  bool asks_to_save = false;
  {
    std::lock_guard const lock(mutex_);
    for (auto const& order : orders) begin(order, wall_now(), answers);
    give_up_waiting(answers);
    asks_to_save = !unsaved_.empty() && !sign_ins_failing_ && !std::exchange(save_is_due_, true);
  }
  if (asks_to_save && !keeper.carry_out([this](store::Database& database) { save_sign_ins(database); })) {
    std::lock_guard const lock(mutex_);
    save_is_due_ = false;
    sign_ins_failing_ = true;
    give_up_waiting(answers);
  }
  if (!answers.empty()) deliver_(std::move(answers));
}

void Authenticator::begin(SignInOrder const& order, WallTime now, Inputs& answers) {
  struct {
    SignIns& all;
    WallTime now;
    SignIns::Outcome operator()(flow::GiveSignIn const& give) const { return all.give(give.user, now); }
    SignIns::Outcome operator()(flow::TakeSignIn const& take) const { return all.take(take.text, now); }
    SignIns::Outcome operator()(flow::EndSignIns const& end) const { return all.end(end.user, end.login); }
  } const carry_out{sign_ins_, now};
  auto outcome = std::visit(carry_out, order);
  for (auto& login : outcome.ended) answers.push_back(flow::SignInsEnded{std::move(login)});
  Unsaved unsaved{.change = std::move(outcome.change), .since = Clock::now()};
  auto const* const given = std::get_if<flow::GiveSignIn>(&order);
  auto const* const taken = std::get_if<flow::TakeSignIn>(&order);
  if (outcome.user) {
    flow::SignInAnswered answer{given ? given->token : taken->token, Verdict::good, *outcome.user, outcome.login};
    auto without = answer;  // of a new login none, of an old one the same again
    if (taken) without.text = taken->text;
    without.expires = outcome.expires;
    answer.text = outcome.next->text;
    answer.expires = *outcome.next->token.expires;
    unsaved.answer = std::move(answer);
    unsaved.answer_without = std::move(without);
  } else if (taken) {
    answers.push_back(flow::SignInAnswered{taken->token, Verdict::unknown});
  }
  if (unsaved.answer || !unsaved.change.ended.empty()) unsaved_.push_back(std::move(unsaved));
}

/// Who waits for a store that does not answer, or is known not to, goes on with the token that it has.
void Authenticator::give_up_waiting(Inputs& answers) {
  auto const limit = Clock::now() - patience;
  for (auto& each : unsaved_) {
    if (!each.answer || (!sign_ins_failing_ && each.since > limit)) continue;
    answers.push_back(std::move(*each.answer_without));
    each.answer.reset();
    for (auto const& token : std::exchange(each.change.given, {})) sign_ins_.withdraw(token);
  }
  while (unsaved_.size() > most_unsaved) unsaved_.pop_front();
}

void Authenticator::save_sign_ins(store::Database& database) {
  std::deque<Unsaved> taken;
  std::vector<store::SignInChange> changes;
  {
    std::lock_guard const lock(mutex_);
    save_is_due_ = false;
    taken = std::exchange(unsaved_, {});
    if (taken.empty()) return;
    for (auto const& each : taken) changes.push_back(each.change);
  }
  auto const saved = database.save_sign_ins(changes);
  Inputs answers;
  {
    std::lock_guard const lock(mutex_);
    if (!saved && !sign_ins_failing_) spdlog::error("store: sign-in tokens are not renewed: {}", saved.error().detail);
    sign_ins_failing_ = !saved;
    if (!saved) unsaved_.insert(unsaved_.begin(), std::move_iterator(taken.begin()), std::move_iterator(taken.end()));
    else
      for (auto& each : taken)
        if (each.answer) answers.push_back(std::move(*each.answer));
    give_up_waiting(answers);
  }
  if (!answers.empty()) deliver_(std::move(answers));
}

void Authenticator::load_sign_ins(std::vector<store::AccessToken> tokens) {
  Inputs ended;
  {
    std::lock_guard const lock(mutex_);
    for (auto& login : sign_ins_.load(std::move(tokens))) ended.push_back(flow::SignInsEnded{std::move(login)});
    for (auto const& each : unsaved_) sign_ins_.apply(each.change);
  }
  if (!ended.empty()) deliver_(std::move(ended));
}

}  // namespace crosspoint::io::auth
