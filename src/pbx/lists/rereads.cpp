#include "pbx/lists/rereads.h"

#include <algorithm>

#include "pbx/lists/lists.h"

namespace crosspoint::pbx {

void Rereads::want(List const& list, std::string_view argument, Time now) { want(list, argument, now, calm, {}); }

void Rereads::want_if(Doubt doubt, List const& list, std::string_view argument, Time now) {
  want(list, argument, now, calm, std::move(doubt));
}

void Rereads::want_order(std::string_view queue, Time now) { want(lists::queues, queue, now, std::chrono::seconds(2), {}); }

void Rereads::want_summary(std::string_view queue, Time now) {
  want(lists::queue_summary, queue, now, std::chrono::seconds(1), {});
}

void Rereads::want(List const& list, std::string_view argument, Time now, Duration wait, Doubt doubt) {
  auto const same = std::ranges::find_if(wishes_, [&](Wish const& wish) {
    return !wish.doubt && wish.list == &list && (wish.argument.empty() || wish.argument == argument);
  });
  if (same != wishes_.end()) {
    if (same->due <= now + wait || same->argument != argument) return;
    wishes_.erase(same);
  }
  if (wishes_.size() >= limit) return;
  auto const place = std::ranges::upper_bound(wishes_, now + wait, {}, &Wish::due);
  wishes_.insert(place, {&list, std::string(argument), now + wait, std::move(doubt)});
}

void Rereads::want_after_reload(Time now) {
  want(lists::extensions, {}, now);
  want(lists::queues, {}, now);
  want(lists::queue_config, {}, now);
}

void Rereads::note_unchanged_hint(Time now) {
  static constexpr int storm = 10;
  if (now > unchanged_since_ + calm) {
    unchanged_ = 0;
    unchanged_since_ = now;
  }
  if (++unchanged_ == storm) want_after_reload(now);
}

std::optional<Rereads::Wish> Rereads::take(Model const& model, Time now) {
  while (!wishes_.empty() && wishes_.front().due <= now) {
    auto wish = std::move(wishes_.front());
    wishes_.erase(wishes_.begin());
    if (!wish.doubt || wish.doubt(model)) return wish;
  }
  return std::nullopt;
}

}  // namespace crosspoint::pbx
