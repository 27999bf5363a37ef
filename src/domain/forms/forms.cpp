#include "domain/forms/forms.h"

#include <algorithm>

namespace crosspoint::domain {

void Forms::submit(UserId user, std::string variables, Time now) {
  auto const who = "a call form of user " + std::to_string(user.value);
  if (webhook_ == Webhook::none) {
    effects_.emplace_back(Log{LogLevel::info, who + " goes nowhere: forms.webhook is not configured"});
    return;
  }
  if (waiting_.size() + unstored_.size() >= most) {
    effects_.emplace_back(Log{LogLevel::error, who + " is lost: " + std::to_string(most) + " wait already for forms.webhook"});
    return;
  }
  last_submitted_ = std::max(wall_clock_.at(now), last_submitted_ + Duration(1));
  auto const token = tokens_.next();
  flow::FormResult result{last_submitted_, user, std::move(variables)};
  effects_.emplace_back(flow::Store{token, flow::SaveForm{result}});
  unstored_.emplace(token, std::move(result));
}

void Forms::loaded(flow::FormsLoaded const& earlier, Time now) {
  waiting_.insert(waiting_.end(), earlier.results.begin(), earlier.results.end());
  if (!waiting_.empty()) last_submitted_ = std::max(last_submitted_, waiting_.back().submitted);
  send_next(now);
}

void Forms::stored(Token token, bool done, Time now) {
  auto found = unstored_.extract(token);
  if (!found) return;
  // What the store does not keep is at least sent.
  if (!done) effects_.emplace_back(Log{LogLevel::error, "a call form is sent but not kept: see the store's own message"});
  waiting_.push_back(std::move(found.mapped()));
  send_next(now);
}

void Forms::send_next(Time now) {
  if (webhook_ == Webhook::none || under_way_ || waiting_.empty()) return;
  if (next_attempt_ != Time::max() && now < next_attempt_) return;
  next_attempt_ = Time::max();
  under_way_ = tokens_.next();
  effects_.emplace_back(flow::SendForm{*under_way_, waiting_.front()});
}

void Forms::sent(flow::FormSent const& answer, Time now) {
  if (under_way_ != answer.token) return;
  under_way_.reset();
  if (!answer.taken) {
    next_attempt_ = now + pause_;
    pause_ = std::min(pause_ * 2, longest_pause);
    return;
  }
  pause_ = first_pause;
  effects_.emplace_back(flow::Store{tokens_.next(), flow::ForgetForm{waiting_.front().submitted}});
  waiting_.pop_front();
  send_next(now);
}

void Forms::tick(Time now) {
  if (now >= next_attempt_) send_next(now);
}

}  // namespace crosspoint::domain
