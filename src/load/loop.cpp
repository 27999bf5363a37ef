#include "load/loop.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

namespace crosspoint::load {
namespace {

constexpr std::size_t scratch_size = 256 << 10;

timespec wait_until(Moment limit) {
  auto const left = std::chrono::nanoseconds(std::max(limit - Clock::now(), Span::zero()));
  auto const seconds = std::chrono::floor<std::chrono::seconds>(left);
  return {seconds.count(), static_cast<long>((left - seconds).count())};
}

}  // namespace

Loop::Loop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), scratch_(scratch_size) {}

void Loop::add(int descriptor, std::uint32_t events, Handler& handler) {
  epoll_event event{events, {.ptr = &handler}};
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event);
}

void Loop::change(int descriptor, std::uint32_t events, Handler& handler) const {
  epoll_event event{events, {.ptr = &handler}};
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, descriptor, &event);
}

void Loop::remove(int descriptor, Handler& handler) {
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, descriptor, nullptr);
  for (auto& event : std::span(events_).first(static_cast<std::size_t>(at_hand_)))
    if (event.data.ptr == &handler) event.data.ptr = nullptr;
}

void Loop::serve(Moment limit) {
  auto const wait = wait_until(limit);
  auto const count = ::epoll_pwait2(epoll_.get(), events_.data(), static_cast<int>(events_.size()), &wait, nullptr);
  at_hand_ = std::max(count, 0);
  for (int i = 0; i < at_hand_; ++i) {
    auto const& event = events_[static_cast<std::size_t>(i)];
    if (event.data.ptr != nullptr) static_cast<Handler*>(event.data.ptr)->ready(event.events);
  }
  at_hand_ = 0;
}

bool Loop::run_until(Moment limit, std::function<bool()> const& done) {
  while (!done()) {
    if (stopped_ || Clock::now() >= limit) return false;
    serve(limit);
  }
  return true;
}

void Loop::run_until(Moment limit) {
  do serve(limit);
  while (!stopped_ && Clock::now() < limit);
}

}  // namespace crosspoint::load
