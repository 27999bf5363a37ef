#include "io/hash/checker.h"

#include <sodium.h>

#include "io/hash/password.h"
#include "io/hash/uuid.h"

namespace crosspoint::io::hash {
namespace {

Checker::Options completed(Checker::Options options) {
  if (!options.verify) options.verify = matches;
  return options;
}

}  // namespace

Checker::Checker(Options options, Deliver deliver) : options_(completed(std::move(options))), deliver_(std::move(deliver)) {
  randombytes_buf(key_.data(), key_.size());
  decoy_ = hash_password(random_uuid()).value_or("");
  for (std::size_t i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(); });
}

Checker::~Checker() { stop(); }

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
  if (waiting_.size() >= options_.bound) return Verdict::failed;
  asked_[asked].push_back(question.token);
  waiting_.push_back(std::move(question));
  wake_.notify_one();
  return std::nullopt;
}

void Checker::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Checker::work() {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    auto question = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    auto const good = options_.verify(question.hash.value_or(decoy_), question.password) && question.hash.has_value();
    answer(question, good ? Verdict::right : Verdict::wrong);
    sodium_memzero(question.password.data(), question.password.size());
  }
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

}  // namespace crosspoint::io::hash
