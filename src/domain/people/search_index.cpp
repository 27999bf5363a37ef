#include "domain/people/search_index.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace crosspoint::domain {
namespace {

constexpr std::size_t gaps_that_do_not_matter = 64 << 10;

}  // namespace

void SearchIndex::put(Key key, std::string_view text) {
  erase(key);
  append(key, text);
}

void SearchIndex::append(Key key, std::string_view text) {
  if (piece_of_.size() <= key) piece_of_.resize(std::size_t{key} + 1, nothing);
  piece_of_[key] = static_cast<std::uint32_t>(pieces_.size());
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), key});
  text_ += text;
  text_ += '\n';
}

void SearchIndex::erase(Key key) {
  if (piece_of_.size() <= key || piece_of_[key] == nothing) return;
  auto const piece = std::exchange(piece_of_[key], nothing);
  pieces_[piece].key = nothing;
  gaps_ += end_of(piece) - pieces_[piece].start;
  if (gaps_ > gaps_that_do_not_matter && gaps_ > text_.size() / 2) compact();
}

std::size_t SearchIndex::find(std::string_view pattern, std::size_t piece) const {
  for (; piece < pieces_.size(); ++piece) {
    auto const* const begin = text_.data() + pieces_[piece].start;
    auto const left = text_.size() - pieces_[piece].start;
    auto const* const hit = static_cast<char const*>(::memmem(begin, left, pattern.data(), pattern.size()));
    if (!hit) break;
    auto const position = static_cast<std::size_t>(hit - text_.data());
    auto const after = std::upper_bound(pieces_.begin() + static_cast<std::ptrdiff_t>(piece), pieces_.end(), position,
                                        [](std::size_t at, Piece const& each) { return at < each.start; });
    piece = static_cast<std::size_t>(after - pieces_.begin()) - 1;
    if (pieces_[piece].key != nothing) return piece;
  }
  return pieces_.size();
}

std::size_t SearchIndex::end_of(std::size_t piece) const {
  return piece + 1 < pieces_.size() ? pieces_[piece + 1].start : text_.size();
}

void SearchIndex::compact() {
  auto const text = std::exchange(text_, {});
  auto const pieces = std::exchange(pieces_, {});
  text_.reserve(text.size() - gaps_);
  gaps_ = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto const end = (i + 1 < pieces.size() ? pieces[i + 1].start : text.size()) - 1;
    if (pieces[i].key != nothing) append(pieces[i].key, std::string_view(text).substr(pieces[i].start, end - pieces[i].start));
  }
}

std::size_t SearchIndex::memory() const {
  return text_.capacity() + pieces_.capacity() * sizeof(Piece) + piece_of_.capacity() * sizeof(std::uint32_t);
}

}  // namespace crosspoint::domain
