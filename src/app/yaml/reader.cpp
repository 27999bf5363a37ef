#include "app/yaml/reader.h"

#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <sstream>

#include "app/yaml/scalar.h"
#include "base/text.h"

namespace crosspoint::app::yaml {
namespace {

/// How many letters have to be added, taken away or changed to make one word of the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  return row.back();
}

/// ", did you mean 'port'?" when a known key is close enough, else nothing. A long stranger is not worth comparing.
std::string suggestion(std::string_view stranger, std::vector<std::string> const& known) {
  constexpr std::size_t longest = 40;
  if (known.empty() || stranger.size() > longest) return {};
  auto const nearest = std::ranges::min(known, {}, [&](std::string const& key) { return distance(stranger, key); });
  auto const tolerated = stranger.size() < 4 ? 1 : std::max<std::size_t>(2, stranger.size() / 3);
  return distance(stranger, nearest) <= tolerated ? ", did you mean " + shown(nearest) + "?" : "";
}

std::string in_words(YAML::Node const& node) {
  switch (node.Type()) {
    case YAML::NodeType::Scalar: return shown(node.Scalar());
    case YAML::NodeType::Sequence: return "a list";
    case YAML::NodeType::Map: return "a mapping";
    case YAML::NodeType::Null:
    case YAML::NodeType::Undefined: break;
  }
  return "nothing";
}

std::string mismatch(YAML::Node const& found, std::string_view expected) {
  return "found " + in_words(found) + ", expected " + std::string(expected);
}

std::string joined(std::vector<std::string_view> const& names) {
  std::string text;
  for (auto const name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

/// Lets the parser see a whole text without building anything, and stops it where a second document begins.
class OneDocument : public YAML::EventHandler {
 public:
  void OnDocumentStart(YAML::Mark const& mark) override {
    if (std::exchange(begun_, true)) throw YAML::ParserException(mark, "the document has ended, expected nothing more");
  }
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const&, YAML::anchor_t) override {}
  void OnAlias(YAML::Mark const&, YAML::anchor_t) override {}
  void OnScalar(YAML::Mark const&, std::string const&, YAML::anchor_t, std::string const&) override {}
  void OnSequenceStart(YAML::Mark const&, std::string const&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(YAML::Mark const&, std::string const&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  bool begun_ = false;
};

/// What YAML::Load would let pass: it reads one document and no further; a quote that is never closed goes unseen when the text
/// ends with a line end; and YAML::LoadAll takes a stray comma for documents without end.
void check_to_the_end(std::string const& text) {
  std::istringstream stream(text.substr(0, text.find_last_not_of("\r\n") + 1));
  YAML::Parser parser(stream);
  OneDocument handler;
  while (parser.HandleNextDocument(handler)) continue;
}

/// Where in a text a byte stands.
YAML::Mark mark_of(std::string_view text, std::size_t at) {
  auto const before = text.substr(0, at);
  YAML::Mark mark;
  mark.pos = static_cast<int>(at);
  mark.line = static_cast<int>(std::ranges::count(before, '\n'));
  mark.column = static_cast<int>(at - (before.rfind('\n') + 1));
  return mark;
}

}  // namespace

std::optional<YAML::Node> parse(std::string const& text, Problems& problems) {
  if (auto const valid = valid_utf8_length(text); valid != text.size()) {
    problems.add(mark_of(text, valid), "this is not UTF-8: save the file in that encoding");
    return std::nullopt;
  }
  try {
    check_to_the_end(text);
    return YAML::Load(text);
  } catch (YAML::Exception const& e) {
    problems.add(e.mark, "this is not YAML: " + e.msg);
    return std::nullopt;
  }
}

std::optional<YAML::Node> parse_file(std::filesystem::path const& path, Problems& problems) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  std::error_code error;
  if (std::filesystem::is_directory(path, error) || !file || !(text << file.rdbuf() || file.peek() == EOF)) {
    problems.add(YAML::Mark::null_mark(), "cannot be read: " + std::generic_category().message(errno));
    return std::nullopt;
  }
  return parse(text.str(), problems);
}

Object::Object(YAML::Node const& node, Problems& problems) : place_(node.Mark()), problems_(problems) {
  if (node.IsMap()) {
    for (auto const& pair : node) add(pair.first, pair.second);
  } else if (!node.IsNull()) {
    problems_.add(place_, mismatch(node, "keys and values"));
  }
}

void Object::add(YAML::Node const& name, YAML::Node const& value) {
  if (!name.IsScalar()) {
    problems_.add(name.Mark(), mismatch(name, "the name of a key"));
  } else if (auto const* first = lookup(name.Scalar())) {
    problems_.add(name.Mark(),
                  "the key " + shown(first->key) + " stands in line " + std::to_string(first->name.Mark().line + 1) + " already");
  } else {
    entries_.push_back({name.Scalar(), name, value});
  }
}

Object::Entry const* Object::lookup(std::string_view key) const {
  auto const found = std::ranges::find(entries_, key, &Entry::key);
  return found == entries_.end() ? nullptr : &*found;
}

Object::Entry const* Object::find(std::string_view key, Presence presence) {
  known_.emplace_back(key);
  auto const* entry = lookup(key);
  if (!entry && presence == required) problems_.add(place_, "the key " + shown(key) + " is missing here");
  return entry;
}

std::optional<std::string> Object::scalar(std::string_view key, Presence presence) {
  auto const* entry = find(key, presence);
  if (!entry) return std::nullopt;
  if (entry->value.IsScalar()) return entry->value.Scalar();
  problem(key, mismatch(entry->value, "a single value"));
  return std::nullopt;
}

void Object::text(std::string_view key, std::string& out, Presence presence) {
  if (auto value = scalar(key, presence)) out = std::move(*value);
}

namespace {

/// Puts a well-read value in its place, or says what was expected.
template <class Read, class T>
void settle(Object& object, std::string_view key, std::string const& text, Result<Read> value, T& out) {
  if (value) {
    out = static_cast<T>(*value);
  } else {
    object.problem(key, "found " + shown(text) + ", expected " + value.error().detail);
  }
}

}  // namespace

void Object::flag(std::string_view key, bool& out, Presence presence) {
  if (auto const value = scalar(key, presence)) settle(*this, key, *value, to_flag(*value), out);
}

void Object::port(std::string_view key, std::uint16_t& out, Presence presence) { number(key, out, presence); }

void Object::seconds(std::string_view key, Duration& out, Presence presence) {
  if (auto const value = scalar(key, presence)) settle(*this, key, *value, to_seconds(*value), out);
}

void Object::bytes(std::string_view key, std::size_t& out, Presence presence) {
  if (auto const value = scalar(key, presence)) settle(*this, key, *value, to_bytes(*value), out);
}

void Object::texts(std::string_view key, std::vector<std::string>& out, Presence presence) {
  auto const* entry = find(key, presence);
  if (!entry) return;
  if (!entry->value.IsSequence() && !entry->value.IsNull()) return problem(key, mismatch(entry->value, "a list"));
  out.clear();
  for (auto const& element : entry->value) {
    if (element.IsScalar()) {
      out.push_back(element.Scalar());
    } else {
      problems_.add(element.Mark(), std::string(key) + ": " + mismatch(element, "a single value"));
    }
  }
}

void Object::text_map(std::string_view key, std::map<std::string, std::string>& out) {
  auto const* entry = find(key, optional);
  if (!entry) return;
  out.clear();
  Object map(entry->value, problems_);
  for (auto const& pair : map.entries_) map.text(pair.key, out[pair.key]);
}

std::optional<std::int64_t> Object::integer(std::string_view key, Presence presence, std::int64_t min, std::int64_t max) {
  std::optional<std::int64_t> out;
  if (auto const value = scalar(key, presence)) settle(*this, key, *value, to_number(*value, min, max), out);
  return out;
}

std::vector<std::int64_t> Object::integers(std::string_view key) {
  std::vector<std::int64_t> out;
  auto const* entry = find(key, optional);
  if (!entry) return out;
  if (!entry->value.IsSequence() && !entry->value.IsNull()) {
    problem(key, mismatch(entry->value, "a list of numbers"));
    return out;
  }
  for (auto const& element : entry->value) {
    auto const value = element.IsScalar() ? to_number(element.Scalar(), 1, std::numeric_limits<std::int64_t>::max())
                                          : fail(Errc::bad_request, "a number from 1");
    if (value) {
      out.push_back(*value);
    } else {
      problems_.add(element.Mark(), std::string(key) + ": " + mismatch(element, value.error().detail));
    }
  }
  return out;
}

std::optional<std::ptrdiff_t> Object::one_of(std::string_view key, Presence presence,
                                             std::vector<std::string_view> const& names) {
  auto const value = scalar(key, presence);
  if (!value) return std::nullopt;
  if (auto const found = std::ranges::find(names, *value); found != names.end()) return found - names.begin();
  problem(key, "found " + shown(*value) + ", expected one of " + joined(names));
  return std::nullopt;
}

void Object::object(std::string_view key, std::function<void(Object&)> const& read, Presence presence) {
  auto const* entry = find(key, presence);
  if (!entry) return;
  if (!entry->value.IsMap() && !entry->value.IsNull()) return problem(key, mismatch(entry->value, "keys and values"));
  Object inner(entry->value, problems_);
  read(inner);
  inner.done();
}

void Object::objects(std::string_view key, std::function<void(Object&)> const& read) {
  auto const* entry = find(key, optional);
  if (!entry) return;
  if (!entry->value.IsSequence() && !entry->value.IsNull()) return problem(key, mismatch(entry->value, "a list"));
  for (auto const& element : entry->value) {
    if (!element.IsMap()) {
      problems_.add(element.Mark(), std::string(key) + ": " + mismatch(element, "keys and values"));
      continue;
    }
    Object inner(element, problems_);
    read(inner);
    inner.done();
  }
}

void Object::named_objects(std::string_view key, std::function<void(std::string const&, Object&)> const& read) {
  object(key, [&](Object& outer) {
    for (auto const& entry : outer.entries_) outer.object(entry.key, [&](Object& inner) { read(entry.key, inner); });
  });
}

YAML::Mark Object::place(std::string_view key) const {
  auto const* entry = lookup(key);
  return entry ? entry->value.Mark() : place_;
}

void Object::problem(std::string_view key, std::string_view text) {
  problems_.add(place(key), std::string(key) + ": " + std::string(text));
}

void Object::done() {
  for (auto const& [key, name, value] : entries_)
    if (std::ranges::find(known_, key) == known_.end())
      problems_.add(name.Mark(), "unknown key " + shown(key) + suggestion(key, known_));
}

}  // namespace crosspoint::app::yaml
