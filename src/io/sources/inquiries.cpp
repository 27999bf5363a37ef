#include "io/sources/inquiries.h"

#include <spdlog/spdlog.h>

#include <exception>

namespace crosspoint::io::sources {

Inquiries::Inquiries(std::string source, Options options, std::function<std::unique_ptr<Asker>()> const& make_asker,
                     Deliver deliver)
    : source_(std::move(source)), options_(options), deliver_(std::move(deliver)) {
  for (std::size_t i = 0; i < options_.threads; ++i) {
    askers_.push_back(make_asker());
    threads_.emplace_back([this, asker = askers_.back().get()] { work(*asker); });
  }
}

Inquiries::~Inquiries() { stop(); }

void Inquiries::ask(Token token, Question question) {
  Waiting asked{token, std::move(question), Asker::Clock::now()};
  {
    std::lock_guard const lock(mutex_);
    if (waiting_.size() < options_.bound) {
      waiting_.push_back(std::move(asked));
      wake_.notify_one();
      return;
    }
  }
  answer(asked, fail(Errc::unavailable, std::to_string(options_.bound) + " questions wait already"));
}

void Inquiries::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Inquiries::work(Asker& asker) try {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    auto const question = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    auto const until = question.asked + options_.timeout;
    // Its time has passed while those before it were asked: another attempt would only make the next one late, too.
    auto const late = Asker::Clock::now() >= until;
    answer(question,
           late ? fail(Errc::unavailable, "no answer in time to earlier questions") : asker.ask(question.question, until));
  }
} catch (std::exception const& broken) {
  spdlog::critical("source {}: {}", source_, broken.what());
  std::terminate();
}

void Inquiries::answer(Waiting const& question, Result<Contacts> result) {
  flow::SourceAnswered answered{question.token, source_, {}, {}};
  if (result) answered.contacts = std::move(*result);
  else answered.error = result.error().detail;
  answered.took = std::chrono::duration_cast<Duration>(Asker::Clock::now() - question.asked);
  deliver_({std::move(answered)});
}

}  // namespace crosspoint::io::sources
