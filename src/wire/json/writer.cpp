#include "wire/json/writer.h"

#include <array>
#include <charconv>

namespace crosspoint::wire::json {
namespace {

constexpr std::string_view hex = "0123456789abcdef";

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits{};
  auto const [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), end);
}

/// Seconds with six decimals: exact, and never in exponent form, which some old readers do not know.
void append_time(std::string& out, Time time) {
  auto const microseconds = time.time_since_epoch().count();
  append_integer(out, microseconds / 1'000'000);
  out += '.';
  auto fraction = std::to_string(1'000'000 + microseconds % 1'000'000);
  out.append(fraction, 1);
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

Writer::Writer(std::string_view message_class) {
  out_.reserve(192);
  out_ += "{\"class\":";
  append_quoted(out_, message_class);
}

void Writer::key(std::string_view name) {
  if (out_.back() != '{') out_ += ',';
  append_quoted(out_, name);
  out_ += ':';
}

Writer& Writer::text(std::string_view name, std::string_view value) {
  key(name);
  append_quoted(out_, value);
  return *this;
}

Writer& Writer::number(std::string_view name, std::int64_t value) {
  key(name);
  append_integer(out_, value);
  return *this;
}

Writer& Writer::open(std::string_view name) {
  key(name);
  out_ += '{';
  return *this;
}

Writer& Writer::close() {
  out_ += '}';
  return *this;
}

std::string Writer::line(Time now) {
  close();
  return finish_line(std::move(out_), now);
}

std::string finish_line(std::string object, Time now) {
  object.back() = ',';
  object += "\"timenow\":";
  append_time(object, now);
  object += "}\n";
  return object;
}

}  // namespace crosspoint::wire::json
