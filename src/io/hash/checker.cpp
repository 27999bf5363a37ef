#include "io/hash/checker.h"

#include <sodium.h>

#include "io/hash/password.h"
#include "io/hash/uuid.h"

namespace crosspoint::io::hash {
namespace {

using Verdict = flow::PasswordChecked::Verdict;

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
  auto verdict = Verdict::right;
  if (!remembered(question)) {
    std::lock_guard const lock(mutex_);
    if (waiting_.size() < options_.bound) {
      waiting_.push_back(std::move(question));
      wake_.notify_one();
      return;
    }
    verdict = Verdict::failed;
  }
  deliver_({flow::PasswordChecked{question.token, verdict}});
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
    auto const verdict = verify(question) ? Verdict::right : Verdict::wrong;
    sodium_memzero(question.password.data(), question.password.size());
    deliver_({flow::PasswordChecked{question.token, verdict}});
  }
}

bool Checker::verify(Question const& question) {
  if (remembered(question)) return true;  // of several sessions that asked at once, one has been answered meanwhile
  bool const good = options_.verify(question.hash.value_or(decoy_), question.password) && question.hash.has_value();
  if (good) {
    std::lock_guard const lock(mutex_);
    good_[question.login] = digest(question);
  }
  return good;
}

Checker::Digest Checker::digest(Question const& question) const {
  Digest result{};
  auto const text = *question.hash + '\n' + question.password;
  crypto_generichash(result.data(), result.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(), key_.data(),
                     key_.size());
  return result;
}

bool Checker::remembered(Question const& question) {
  if (!question.hash) return false;
  auto const expected = digest(question);
  std::lock_guard const lock(mutex_);
  auto const found = good_.find(question.login);
  return found != good_.end() && sodium_memcmp(found->second.data(), expected.data(), expected.size()) == 0;
}

}  // namespace crosspoint::io::hash
