#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text.h"

namespace crosspoint::pbx {

/// Lets a table of strings be asked with a view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

/// Objects of one kind by name. Addresses stay valid until the object is erased.
template <class T>
using Table = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// Queues and the interfaces of their members have names that Asterisk compares without regard to case.
struct CaselessHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string>{}(in_lower_case(text)); }
};
struct CaselessEqual {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const noexcept { return equal_ignoring_case(a, b); }
};
struct CaselessLess {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const noexcept { return less_ignoring_case(a, b); }
};
template <class T>
using CaselessTable = std::unordered_map<std::string, T, CaselessHash, CaselessEqual>;

template <class T, class Hash, class Equal>
T* lookup(std::unordered_map<std::string, T, Hash, Equal>& table, std::string_view key) {
  auto const found = table.find(key);
  return found == table.end() ? nullptr : &found->second;
}

template <class T, class Hash, class Equal>
T const* lookup(std::unordered_map<std::string, T, Hash, Equal> const& table, std::string_view key) {
  auto const found = table.find(key);
  return found == table.end() ? nullptr : &found->second;
}

/// The object of that name, made if there is none.
template <class T, class Hash, class Equal>
T& obtain(std::unordered_map<std::string, T, Hash, Equal>& table, std::string_view key) {
  auto const found = table.find(key);
  return found == table.end() ? table[std::string(key)] : found->second;
}

}  // namespace crosspoint::pbx
