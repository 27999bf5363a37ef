#include "domain/people/inquiries.h"

#include <algorithm>
#include <utility>

namespace crosspoint::domain {

void Inquiries::ask(UserId user, std::map<std::string, Question> questions, Done done, Time now) {
  std::erase_if(questions, [&](auto const& question) { return rests(question.first, now); });
  if (questions.empty()) return done({}, now);
  make_room(user, now);
  ++last_token_.value;
  Pending inquiry{user, now + patience_, {}, {}, std::move(done)};
  for (auto& [source, question] : questions) {
    inquiry.missing.insert(source);
    effects_.emplace_back(flow::AskSource{last_token_, source, std::move(question)});
  }
  pending_.emplace(last_token_, std::move(inquiry));
}

void Inquiries::answered(flow::SourceAnswered& answer, Time now) {
  auto const found = pending_.find(answer.token);
  if (found == pending_.end() || found->second.missing.erase(answer.source) == 0) return;
  if (answer.error.empty()) {
    auto& contacts = answer.contacts;
    contacts.resize(std::min(contacts.size(), contacts_of_one_source));
    found->second.answers.push_back({answer.source, std::move(contacts)});
  } else {
    failed(answer.source, answer.error, now);
  }
  if (found->second.missing.empty()) finish(found, now);
}

void Inquiries::tick(Time now) {
  while (deadline() <= now) {
    for (auto const& source : pending_.begin()->second.missing) failed(source, "no answer in time", now);
    finish(pending_.begin(), now);
  }
}

void Inquiries::make_room(UserId user, Time now) {
  auto const is_theirs = [&](auto const& each) { return each.second.user == user; };
  if (static_cast<std::size_t>(std::ranges::count_if(pending_, is_theirs)) >= of_one_user)
    finish(std::ranges::find_if(pending_, is_theirs), now);
  if (pending_.size() >= of_all) finish(pending_.begin(), now);
}

void Inquiries::finish(Place place, Time now) {
  auto const inquiry = pending_.extract(place);
  inquiry.mapped().done(std::move(inquiry.mapped().answers), now);
}

void Inquiries::failed(std::string const& source, std::string_view why, Time now) {
  if (rests(source, now)) return;
  rests_until_[source] = now + rest;
  effects_.emplace_back(flow::SourceFailed{source});
  effects_.emplace_back(Log{LogLevel::warning, "source of contacts " + source + " is left out for 30 s: " + std::string(why)});
}

bool Inquiries::rests(std::string const& source, Time now) const {
  auto const found = rests_until_.find(source);
  return found != rests_until_.end() && now < found->second;
}

}  // namespace crosspoint::domain
