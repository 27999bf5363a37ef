#include "wire/json/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

namespace crosspoint::wire::json {
namespace {

constexpr std::size_t ordinary_line = 256;  ///< bytes; most messages are no longer
constexpr std::string_view hex = "0123456789abcdef";

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits{};
  auto const [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), end);
}

/// Seconds with six decimals: exact, and never in exponent form, which some old readers do not know.
void append_time(std::string& out, WallTime time) {
  auto const microseconds = time.time_since_epoch().count();
  append_integer(out, microseconds / 1'000'000);
  out += '.';
  auto fraction = std::to_string(1'000'000 + microseconds % 1'000'000);
  out.append(fraction, 1);
}

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

void append_escaped(std::string& out, char c) {
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else {
    out += "\\u00";
    out += hex[static_cast<unsigned char>(c) >> 4];
    out += hex[static_cast<unsigned char>(c) & 15];
  }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    auto const plain = static_cast<std::size_t>(std::ranges::find_if(text, needs_escape) - text.begin());
    out += text.substr(0, plain);
    if (plain == text.size()) break;
    append_escaped(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

Writer::Writer(std::string_view message_class) {
  out_.reserve(ordinary_line);
  out_ += "{\"class\":";
  append_quoted(out_, message_class);
}

std::string extended(std::string_view line, std::string_view members) {
  auto const end = line.rfind('}');
  std::string longer;
  longer.reserve(line.size() + members.size());
  return longer.append(line.substr(0, end)).append(members).append(line.substr(end));
}

Writer Writer::continuing(std::string object) {
  Writer writer;
  writer.out_ = std::move(object);
  writer.out_.pop_back();
  return writer;
}

Writer& Writer::text(std::string_view key, std::string_view value) {
  name(key);
  append_quoted(out_, value);
  return *this;
}

Writer& Writer::text_or_null(std::string_view key, std::string_view value) {
  return value.empty() ? null(key) : text(key, value);
}

Writer& Writer::number(std::string_view key, std::int64_t value) {
  name(key);
  append_integer(out_, value);
  return *this;
}

Writer& Writer::time(std::string_view key, WallTime value) {
  name(key);
  append_time(out_, value);
  return *this;
}

Writer& Writer::flag(std::string_view key, bool value) { return serialised(key, value ? "true" : "false"); }

Writer& Writer::null(std::string_view key) { return serialised(key, "null"); }

Writer& Writer::serialised(std::string_view key, std::string_view value) {
  name(key);
  out_ += value;
  return *this;
}

Writer& Writer::open(std::string_view key) {
  begin(key, '{');
  return *this;
}

Writer& Writer::close() {
  out_ += '}';
  return *this;
}

std::string Writer::object() {
  close();
  return std::exchange(out_, {});
}

std::string Writer::line(WallTime now) {
  time("timenow", now);
  out_ += "}\n";
  return std::exchange(out_, {});
}

void Writer::name(std::string_view key) {
  separate();
  out_ += '"';
  out_ += key;
  out_ += "\":";
}

void Writer::begin(std::string_view key, char bracket) {
  name(key);
  out_ += bracket;
}

void Writer::separate() {
  if (auto const last = out_.back(); last != '{' && last != '[') out_ += ',';
}

void Writer::item(std::string_view value) {
  separate();
  append_quoted(out_, value);
}

void Writer::item(std::int64_t number) {
  separate();
  out_ += '"';
  append_integer(out_, number);
  out_ += '"';
}

}  // namespace crosspoint::wire::json
