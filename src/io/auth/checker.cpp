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

Checker::Checker(Options options, Deliver deliver)
    : options_(completed(std::move(options))),
      deliver_(std::move(deliver)),
      threads_(options_.threads, [this](Question& question, std::size_t) { verify(question); }) {
  randombytes_buf(key_.data(), key_.size());
  decoy_ = hash_password(random_uuid()).value_or("");
}

void Checker::check(Question question) {
  auto const token = question.token;
  if (auto const verdict = take(std::move(question))) deliver_({flow::PasswordChecked{token, *verdict}});
}

/// The verdict if there is one already; else the question waits for its turn.
std::optional<Checker::Verdict> Checker::take(Question question) {
  auto const asked = digest(question);
  std::lock_guard const lock(mutex_);
  auto const good = good_.find(question.login);
  if (good != good_.end() && sodium_memcmp(good->second.data(), asked.data(), asked.size()) == 0) return Verdict::right;
  if (auto const same = asked_.find(asked); same != asked_.end()) {
    same->second.push_back(question.token);
    return std::nullopt;
  }
  auto const token = question.token;
  if (!threads_.take(std::move(question), options_.bound)) return Verdict::failed;
  asked_[asked].push_back(token);  // the threads need the lock to answer
  return std::nullopt;
}

void Checker::verify(Question& question) {
  auto const good = options_.verify(question.hash.value_or(decoy_), question.password) && question.hash.has_value();
  answer(question, good ? Verdict::right : Verdict::wrong);
  sodium_memzero(question.password.data(), question.password.size());
}

/// Remembers what is right, and tells everybody who has asked.
void Checker::answer(Question const& question, Verdict verdict) {
  auto const asked = digest(question);
  std::unique_lock lock(mutex_);
  if (verdict == Verdict::right) good_[question.login] = asked;
  auto const tokens = asked_.extract(asked).mapped();
  lock.unlock();
  Inputs answers;
  answers.reserve(tokens.size());
  for (auto const token : tokens) answers.push_back(flow::PasswordChecked{token, verdict});
  deliver_(std::move(answers));
}

Checker::Digest Checker::digest(Question const& question) const {
  Digest result{};
  auto const text = question.hash.value_or(decoy_) + '\n' + question.password;
  crypto_generichash(result.data(), result.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(), key_.data(),
                     key_.size());
  return result;
}

}  // namespace crosspoint::io::auth
