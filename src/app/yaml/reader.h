#pragma once

#include <concepts>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "app/yaml/problems.h"
#include "base/ids.h"
#include "base/time.h"

namespace crosspoint::app::yaml {

/// The one document in `text`; nothing, and a problem, when it is not YAML or holds several documents.
std::optional<YAML::Node> parse(std::string const& text, Problems& problems);

/// The same of a file; one that cannot be read is a problem too.
std::optional<YAML::Node> parse_file(std::filesystem::path const& path, Problems& problems);

enum class Presence { optional, required };
using enum Presence;

/// Typed access to one mapping of a YAML document. Every method takes the key and the place its value goes to; what is absent
/// leaves that place as it is, what is wrong does too and is a problem with its line and column. Read all keys first, then ask
/// done(), which reports the keys nobody has asked for. Lives on the stack of the function that reads.
///
///     yaml::Object user(node, problems);
///     user.id("id", out.id, yaml::required);
///     user.text("login", out.login);
///     user.done();
class Object {
 public:
  /// An empty node counts as an empty mapping, so that a section may have all its keys commented out.
  Object(YAML::Node const& node, Problems& problems);

  void text(std::string_view key, std::string& out, Presence presence = optional);
  void flag(std::string_view key, bool& out, Presence presence = optional);
  void port(std::string_view key, std::uint16_t& out, Presence presence = optional);     ///< 0 to 65535
  void seconds(std::string_view key, Duration& out, Presence presence = optional);       ///< 5, 0.25
  void bytes(std::string_view key, std::size_t& out, Presence presence = optional);      ///< 512, 64k, 32M, 1G
  void texts(std::string_view key, std::vector<std::string>& out, Presence = optional);  ///< a list
  void text_map(std::string_view key, std::map<std::string, std::string>& out);          ///< any keys to texts

  /// An integer between the two limits, both included.
  template <std::integral T>
  void number(std::string_view key, T& out, Presence presence = optional, T min = std::numeric_limits<T>::min(),
              T max = std::numeric_limits<T>::max()) {
    if (auto const value = integer(key, presence, limit(min), limit(max))) out = static_cast<T>(*value);
  }

  /// A positive integer that names an entity.
  template <class Tag>
  void id(std::string_view key, Id<Tag>& out, Presence presence = optional) {
    if (auto const value = integer(key, presence, 1, limit(std::numeric_limits<std::int64_t>::max()))) out = Id<Tag>{*value};
  }
  template <class Tag>
  void id(std::string_view key, std::optional<Id<Tag>>& out) {
    if (Id<Tag> value; id(key, value), value != Id<Tag>{}) out = value;
  }
  template <class Tag>
  void ids(std::string_view key, std::vector<Id<Tag>>& out) {
    for (auto const value : integers(key)) out.push_back(Id<Tag>{value});
  }

  /// One word of a table of names and meanings.
  template <class Table, class T>
  void choice(std::string_view key, T& out, Table const& table, Presence presence = optional) {
    std::vector<std::string_view> names;
    names.reserve(std::size(table));
    for (auto const& [name, meaning] : table) names.push_back(name);
    if (auto const found = one_of(key, presence, names)) out = std::next(std::begin(table), *found)->second;
  }

  /// A mapping; `read` gets its Object, done() is called for it.
  void object(std::string_view key, std::function<void(Object&)> const& read, Presence presence = optional);
  /// A list of mappings; `read` gets each.
  void objects(std::string_view key, std::function<void(Object&)> const& read);
  /// A mapping from any names to mappings; `read` gets each with its name.
  void named_objects(std::string_view key, std::function<void(std::string const&, Object&)> const& read);

  [[nodiscard]] bool has(std::string_view key) const { return lookup(key) != nullptr; }
  /// Where the value of a key stands, the object itself if it is absent: for problems found later, such as a dangling reference.
  [[nodiscard]] YAML::Mark place(std::string_view key) const;
  /// Adds a problem at place(key): "login: " + text.
  void problem(std::string_view key, std::string_view text);

  /// Reports every key that was not asked for, with the known key that is most like it.
  void done();

 private:
  struct Entry {
    std::string key;
    YAML::Node name, value;
  };
  template <std::integral T>
  static std::int64_t limit(T value) {
    return std::in_range<std::int64_t>(value) ? static_cast<std::int64_t>(value) : std::numeric_limits<std::int64_t>::max();
  }
  void add(YAML::Node const& name, YAML::Node const& value);
  [[nodiscard]] Entry const* lookup(std::string_view key) const;
  Entry const* find(std::string_view key, Presence presence);
  std::optional<std::string> scalar(std::string_view key, Presence presence);
  std::optional<std::int64_t> integer(std::string_view key, Presence presence, std::int64_t min, std::int64_t max);
  std::vector<std::int64_t> integers(std::string_view key);
  std::optional<std::ptrdiff_t> one_of(std::string_view key, Presence presence, std::vector<std::string_view> const& names);

  YAML::Mark place_;
  Problems& problems_;
  std::vector<Entry> entries_;
  std::vector<std::string> known_;  ///< what was asked for
};

}  // namespace crosspoint::app::yaml
