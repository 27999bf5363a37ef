#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace crosspoint::sim {

/// Appends AMI headers to a text, one line each. Holds a reference: use it at once, keep it never.
class Lines {
 public:
  explicit Lines(std::string& out) : out_(out) {}

  Lines& add(std::string_view name, std::string_view value) { return prefixed({}, name, value); }

  Lines& add(std::string_view name, std::integral auto value) { return prefixed({}, name, value); }

  /// As add(), the name with a prefix: `Dest` and `Channel` give `DestChannel`.
  Lines& prefixed(std::string_view prefix, std::string_view name, std::string_view value) {
    out_.append(prefix).append(name).append(": ").append(value).append("\r\n");
    return *this;
  }

  Lines& prefixed(std::string_view prefix, std::string_view name, std::integral auto value) {
    char digits[24];
    auto const* const end = std::to_chars(digits, digits + sizeof digits, static_cast<long long>(value)).ptr;
    return prefixed(prefix, name, std::string_view(digits, static_cast<std::size_t>(end - digits)));
  }

  /// The headers of a whole thing, as its own write() lists them: with(channel, "Dest"), with(bridge), with(cause).
  template <class Thing, class... More>
  Lines& with(Thing const& thing, More const&... more) {
    write(*this, thing, more...);
    return *this;
  }

  /// The empty line that ends a message.
  void end() { out_ += "\r\n"; }

 private:
  std::string& out_;
};

}  // namespace crosspoint::sim
