#include "io/auth/checker.h"

#include <sodium.h>

#include "io/auth/password.h"
#include "io/uuid.h"

namespace crosspoint::io::auth {
namespace {

Checker::Options completed(Checker::Options options) {
  if (!options.verify) options.verify = matches;
  return options;
}

}  // namespace

Checker::Checker(Options options, LoginKey const& key, Deliver deliver)
    : options_(completed(std::move(options))),
      key_(key),
      deliver_(std::move(deliver)),
      threads_(options_.threads, [this](Turn const&, std::size_t) { check_next(); }) {
  randombytes_buf(fast_key_.data(), fast_key_.size());
  decoy_ = hash_password(random_uuid()).value_or("");
}

void Checker::check(Question question) {
  auto const token = question.token;
  if (auto const known = take(std::move(question))) deliver_({flow::PasswordChecked{token, known->verdict, known->how}});
}

/// The answer if there is one already; else the question waits for its turn.
std::optional<Checker::Answer> Checker::take(Question question) {
  auto const asked = digest(question);
  std::lock_guard const lock(mutex_);
  auto const good = good_.find(question.login);
  if (good != good_.end() && sodium_memcmp(good->second.data(), asked.data(), asked.size()) == 0)
    return Answer{Verdict::right, How::remembered};
  constexpr Answer too_many{Verdict::failed, How::refused};
  if (asking_ >= options_.bound) return too_many;
  auto const token = question.token;
  if (!asked_.contains(asked)) {
    auto const address = question.address;
    if (!queue_.put(address, std::move(question), options_.bound_for_address)) return too_many;
    threads_.take({});
  }
  asked_[asked].push_back(token);  // the threads need the lock to answer
  ++asking_;
  return std::nullopt;
}

std::map<std::string, store::Credential> Checker::take_verified() {
  std::lock_guard const lock(mutex_);
  return std::exchange(verified_, {});
}

void Checker::check_next() {
  std::unique_lock lock(mutex_);
  auto question = queue_.take();
  lock.unlock();
  answer(*question, verify(*question));
  sodium_memzero(question->password.data(), question->password.size());
}

/// Takes the same time for a login that is not there as for a wrong password.
Checker::Answer Checker::verify(Question const& question) {
  auto const& stored = question.stored;
  auto const& hash = stored ? stored->hash : decoy_;
  auto const known_by = key_.digest(hash, question.password);
  bool const is_remembered = stored && !known_by.empty() && known_by.size() == stored->remembered.size() &&
                             sodium_memcmp(known_by.data(), stored->remembered.data(), known_by.size()) == 0;
  if (is_remembered) return {Verdict::right, How::remembered};
  if (!options_.verify(hash, question.password) || !stored) return {Verdict::wrong, How::argon2id};
  if (key_.is_kept()) {
    std::lock_guard const lock(mutex_);
    verified_[question.login] = {hash, known_by};
  }
  return {Verdict::right, How::argon2id};
}

/// Knows it again if it is right, and tells everybody who has asked.
void Checker::answer(Question const& question, Answer answer) {
  auto const asked = digest(question);
  std::unique_lock lock(mutex_);
  if (answer.verdict == Verdict::right) good_[question.login] = asked;
  auto const tokens = asked_.extract(asked).mapped();
  asking_ -= tokens.size();
  lock.unlock();
  Inputs answers;
  answers.reserve(tokens.size());
  for (auto const token : tokens) answers.push_back(flow::PasswordChecked{token, answer.verdict, answer.how});
  deliver_(std::move(answers));
}

Checker::Digest Checker::digest(Question const& question) const {
  Digest result{};
  auto const text = (question.stored ? question.stored->hash : decoy_) + '\n' + question.password;
  crypto_generichash(result.data(), result.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                     fast_key_.data(), fast_key_.size());
  return result;
}

}  // namespace crosspoint::io::auth
