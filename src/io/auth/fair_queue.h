#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace crosspoint::io::auth {

/// A queue for each sender, served round robin: who has sent much keeps nobody else waiting. Not thread-safe.
template <class Item>
class FairQueue {
 public:
  /// False if `most` of the same sender wait already.
  bool put(std::string const& from, Item item, std::size_t most) {
    auto& own = waiting_[from];
    if (own.size() >= most) return false;
    if (own.empty()) turns_.push_back(from);
    own.push_back(std::move(item));
    return true;
  }

  /// The oldest item of the sender whose turn it is; nothing when all queues are empty.
  std::optional<Item> take() {
    if (turns_.empty()) return std::nullopt;
    auto from = std::move(turns_.front());
    turns_.pop_front();
    auto const own = waiting_.find(from);
    std::optional item(std::move(own->second.front()));
    own->second.pop_front();
    if (own->second.empty()) waiting_.erase(own);
    else turns_.push_back(std::move(from));
    return item;
  }

 private:
  std::unordered_map<std::string, std::deque<Item>> waiting_;  ///< none of them empty
  std::deque<std::string> turns_;                              ///< senders with something waiting, the next one first
};

}  // namespace crosspoint::io::auth
