#pragma once

#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "directory/directory.h"
#include "pbx/model/table.h"

namespace crosspoint::domain {

/// Configured elements of one kind by a name that the exchange has for them. `elements` is their map in the directory, `name` the
/// member of an element that says it, `Names` the table that knows which names are the same.
template <auto elements, auto name, template <class> class Names = pbx::Table>
class NameIndex {
  using Elements = std::remove_cvref_t<decltype(std::declval<directory::Directory const&>().*elements)>;
  using Element = typename Elements::mapped_type;

 public:
  explicit NameIndex(directory::Directory const& directory) : directory_(directory) { rebuild(); }

  /// Elements may have come, gone or changed their name.
  void rebuild() {
    by_name_.clear();
    for (auto const& [id, element] : directory_.*elements) by_name_.emplace(std::invoke(name, element), id);
  }

  /// Null when none of that name is configured.
  [[nodiscard]] Element const* named(std::string_view wanted) const {
    auto const& all = directory_.*elements;
    auto const* const id = pbx::lookup(by_name_, wanted);
    auto const found = id ? all.find(*id) : all.end();
    return found == all.end() ? nullptr : &found->second;
  }

 private:
  directory::Directory const& directory_;
  Names<typename Elements::key_type> by_name_;
};

using QueueIndex = NameIndex<&directory::Directory::queues, &directory::Queue::name, pbx::CaselessTable>;
/// As members of queues: "Agent/2001".
using AgentIndex = NameIndex<&directory::Directory::agents, &directory::Agent::member_name>;
using DeviceIndex = NameIndex<&directory::Directory::lines, &directory::Line::device>;
using IdentityIndex = NameIndex<&directory::Directory::lines, &directory::Line::identity>;

}  // namespace crosspoint::domain
