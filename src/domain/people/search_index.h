#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace crosspoint::domain {

/// In which of many short texts does a pattern stand? All texts lie in one block of memory, one after the other, and a search is
/// one walk through it. Knows nothing of contacts, accents or capitals: texts and patterns come folded, without line ends.
///
/// A text that is erased or replaced stays as a gap; when more is gap than text, the block is written anew.
class SearchIndex {
 public:
  using Key = std::uint32_t;  ///< small numbers: memory is held up to the largest

  void put(Key key, std::string_view text);  ///< in place of the key's former text
  void erase(Key key);

  /// Calls `found` with the key of each text that holds the pattern until it returns false.
  template <class Found>
  void search(std::string_view pattern, Found found) const {
    for (auto piece = find(pattern, 0); piece < pieces_.size(); piece = find(pattern, piece + 1))
      if (!found(pieces_[piece].key)) return;
  }

  /// Bytes that are held for it.
  [[nodiscard]] std::size_t memory() const;

 private:
  struct Piece {
    std::uint32_t start;
    Key key;  ///< nothing: a gap
  };

  static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

  /// The first piece from `piece` on that holds the pattern; their number if none does.
  [[nodiscard]] std::size_t find(std::string_view pattern, std::size_t piece) const;
  [[nodiscard]] std::size_t end_of(std::size_t piece) const;
  void append(Key key, std::string_view text);
  void compact();

  std::string text_;                     ///< each piece ends with a line end
  std::vector<Piece> pieces_;            ///< by their start
  std::vector<std::uint32_t> piece_of_;  ///< by key
  std::size_t gaps_ = 0;                 ///< bytes of them
};

}  // namespace crosspoint::domain
