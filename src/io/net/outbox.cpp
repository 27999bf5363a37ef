#include "io/net/outbox.h"

#include <iterator>
#include <utility>

namespace crosspoint::io::net {

void Outbox::add(FramePtr frame) {
  bytes_ += frame->bytes.size();
  frames_.push_back(std::move(frame));
  if (behind_) supersede(frames_.back()->state, std::prev(frames_.end()));
}

void Outbox::fall_behind() {
  if (std::exchange(behind_, true)) return;
  for (auto at = frames_.begin(); at != frames_.end(); ++at) supersede((*at)->state, at);
}

void Outbox::abandon() {
  latest_ = {};
  while (frames_.size() > (offset_ > 0 ? 1U : 0U)) {
    bytes_ -= frames_.back()->bytes.size();
    frames_.pop_back();
  }
}

/// The newer frame goes to its own place and not to that of the older one: nothing may overtake what was said in between.
void Outbox::supersede(flow::StateKey state, Frames::iterator by) {
  if (state == 0) return;
  auto const [found, is_first] = latest_.try_emplace(state, by);
  if (is_first) return;
  auto const older = std::exchange(found->second, by);
  auto const is_under_way = older == frames_.begin() && offset_ > 0;
  if (is_under_way) return;
  bytes_ -= (*older)->bytes.size();
  frames_.erase(older);
}

std::span<iovec const> Outbox::gather(std::span<iovec> parts) const {
  std::size_t count = 0;
  auto skip = offset_;
  for (auto at = frames_.begin(); at != frames_.end() && count < parts.size(); ++at, skip = 0) {
    auto const& bytes = (*at)->bytes;
    parts[count++] = {const_cast<char*>(bytes.data()) + skip, bytes.size() - skip};  // iovec serves reads too: it knows no const
  }
  return parts.first(count);
}

void Outbox::written(std::size_t bytes) {
  bytes_ -= bytes;
  offset_ += bytes;
  while (!frames_.empty() && offset_ >= frames_.front()->bytes.size()) {
    offset_ -= frames_.front()->bytes.size();
    if (auto const found = latest_.find(frames_.front()->state); found != latest_.end() && found->second == frames_.begin())
      latest_.erase(found);
    frames_.pop_front();
  }
  if (!frames_.empty() || !behind_) return;
  behind_ = false;
  latest_ = {};
}

}  // namespace crosspoint::io::net
