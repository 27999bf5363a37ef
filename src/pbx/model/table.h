#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace crosspoint::pbx {

/// Lets a table of strings be asked with a view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

/// Objects of one kind by name. Addresses stay valid until the object is erased.
template <class T>
using Table = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

template <class T>
T* lookup(Table<T>& table, std::string_view key) {
  auto const found = table.find(key);
  return found == table.end() ? nullptr : &found->second;
}

template <class T>
T const* lookup(Table<T> const& table, std::string_view key) {
  auto const found = table.find(key);
  return found == table.end() ? nullptr : &found->second;
}

/// The object of that name, made if there is none.
template <class T>
T& obtain(Table<T>& table, std::string_view key) {
  auto const found = table.find(key);
  return found == table.end() ? table[std::string(key)] : found->second;
}

}  // namespace crosspoint::pbx
