#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace crosspoint::io::auth {

/// What waits, by whom it is from: those who have something waiting get one turn after the other, so that nobody waits longer
/// because somebody else has much. Not for several threads at once.
template <class Item>
class FairLine {
 public:
  /// False if `most` of the same sender wait already.
  bool put(std::string const& from, Item item, std::size_t most) {
    auto& own = waiting_[from];
    if (own.size() >= most) return false;
    if (own.empty()) turns_.push_back(from);
    own.push_back(std::move(item));
    return true;
  }

  /// The oldest of the one whose turn it is; nothing when nothing waits.
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
  std::deque<std::string> turns_;                              ///< who has something waiting, whose turn is next first
};

}  // namespace crosspoint::io::auth
