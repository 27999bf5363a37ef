#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace crosspoint::load {

/// Writes AMI messages one after the other.
///
///     Messages(out).begin("Event", "FullyBooted").add("Uptime", 1).end()
class Messages {
 public:
  explicit Messages(std::string& out) : out_(out) {}

  Messages& begin(std::string_view kind, std::string_view name) { return add(kind, name); }
  Messages& add(std::string_view key, std::string_view value) {
    out_.append(key).append(": ").append(value).append("\r\n");
    return *this;
  }
  Messages& add(std::string_view key, std::integral auto value) { return add(key, std::string_view(std::to_string(value))); }
  void end() { out_ += "\r\n"; }

 private:
  std::string& out_;
};

/// How a state of a phone is called: DeviceStateChange has words of its own.
inline std::string_view device_state(char state) { return state == '0' ? "NOT_INUSE" : state == '8' ? "RINGING" : "INUSE"; }
inline std::string_view state_text(char state) { return state == '0' ? "Idle" : state == '8' ? "Ringing" : "InUse"; }

}  // namespace crosspoint::load
