#include "io/sources/inquiries.h"

#include <algorithm>

namespace crosspoint::io::sources {
namespace {

std::vector<std::unique_ptr<Asker>> several(std::size_t count, std::function<std::unique_ptr<Asker>()> const& make_asker) {
  std::vector<std::unique_ptr<Asker>> askers(count);
  std::ranges::generate(askers, make_asker);
  return askers;
}

}  // namespace

Inquiries::Inquiries(std::string source, Options options, std::function<std::unique_ptr<Asker>()> const& make_asker,
                     Deliver deliver)
    : source_(std::move(source)),
      options_(options),
      deliver_(std::move(deliver)),
      askers_(several(options.threads, make_asker)),
      threads_(options.threads,
               [this](Waiting const& question, std::size_t thread) { answer(question, put(question, *askers_[thread])); }) {}

void Inquiries::ask(Token token, Question question) {
  Waiting asked{token, std::move(question), Asker::Clock::now()};
  if (threads_.take(asked, options_.bound)) return;
  answer(asked, fail(Errc::unavailable, std::to_string(options_.bound) + " questions wait already"));
}

Result<Contacts> Inquiries::put(Waiting const& question, Asker& asker) const {
  auto const until = question.asked + options_.timeout;
  // Its time has passed while those before it were asked: another attempt would only make the next one late, too.
  if (Asker::Clock::now() >= until) return fail(Errc::unavailable, "no answer in time to earlier questions");
  return asker.ask(question.question, until);
}

void Inquiries::answer(Waiting const& question, Result<Contacts> result) const {
  flow::SourceAnswered answered{question.token, source_, {}, {}};
  if (result) answered.contacts = std::move(*result);
  else answered.error = result.error().detail;
  answered.took = std::chrono::duration_cast<Duration>(Asker::Clock::now() - question.asked);
  deliver_({std::move(answered)});
}

}  // namespace crosspoint::io::sources
