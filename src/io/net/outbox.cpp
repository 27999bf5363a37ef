#include "io/net/outbox.h"

#include <utility>

namespace crosspoint::io::net {
namespace {

constexpr std::size_t worth_closing = 64;  ///< so few gaps cost nothing
constexpr std::size_t most_kept = 16;      ///< places that a client keeps though nothing waits

}  // namespace

void Outbox::add(FramePtr frame) {
  bytes_ += frame->bytes.size();
  frames_.push_back(std::move(frame));
  if (!behind_) return;
  supersede(frames_.size() - 1);
  close_gaps_if_many();
}

void Outbox::fall_behind() {
  if (std::exchange(behind_, true)) return;
  for (auto place = first_; place < frames_.size(); ++place) supersede(place);
  close_gaps_if_many();
}

void Outbox::abandon() {
  if (bytes_ == 0) return;
  latest_ = decltype(latest_)();
  frames_.resize(offset_ > 0 ? first_ + 1 : first_);
  bytes_ = offset_ > 0 ? frames_.back()->bytes.size() - offset_ : 0;
  gaps_ = first_;
}

/// The newer frame goes to its own place and not to that of the older one: nothing may overtake what was said in between.
void Outbox::supersede(std::size_t place) {
  auto const state = frames_[place]->state;
  if (state == 0) return;
  auto const [found, is_first] = latest_.try_emplace(state, place);
  if (is_first) return;
  auto const older = std::exchange(found->second, place);
  auto const is_under_way = older == first_ && offset_ > 0;
  if (is_under_way) return;
  bytes_ -= frames_[older]->bytes.size();
  frames_[older].reset();
  ++gaps_;
  skip_gaps();
}

void Outbox::skip_gaps() {
  while (first_ < frames_.size() && !frames_[first_]) ++first_;
}

void Outbox::close_gaps_if_many() {
  if (gaps_ <= worth_closing || gaps_ <= frames_.size() / 2) return;
  std::erase(frames_, nullptr);
  first_ = gaps_ = 0;
  for (std::size_t place = 0; place < frames_.size(); ++place)
    if (auto const found = latest_.find(frames_[place]->state); found != latest_.end()) found->second = place;
}

std::span<iovec const> Outbox::gather(std::span<iovec> parts) const {
  std::size_t count = 0;
  auto skip = offset_;
  for (auto place = first_; place < frames_.size() && count < parts.size(); ++place) {
    if (!frames_[place]) continue;
    auto const& bytes = frames_[place]->bytes;
    parts[count++] = {const_cast<char*>(bytes.data()) + skip, bytes.size() - skip};  // iovec serves reads too: it knows no const
    skip = 0;
  }
  return parts.first(count);
}

void Outbox::written(std::size_t bytes) {
  bytes_ -= bytes;
  offset_ += bytes;
  while (first_ < frames_.size() && offset_ >= frames_[first_]->bytes.size()) {
    auto const written = std::exchange(frames_[first_], nullptr);
    offset_ -= written->bytes.size();
    ++gaps_;
    if (auto const found = latest_.find(written->state); found != latest_.end() && found->second == first_) latest_.erase(found);
    skip_gaps();
  }
  if (bytes_ == 0) is_drained();
  else close_gaps_if_many();
}

void Outbox::is_drained() {
  if (frames_.capacity() > most_kept) frames_ = decltype(frames_)();  // {} would empty it and keep the memory
  else frames_.clear();
  first_ = gaps_ = 0;
  if (!std::exchange(behind_, false)) return;
  latest_ = decltype(latest_)();
}

}  // namespace crosspoint::io::net
