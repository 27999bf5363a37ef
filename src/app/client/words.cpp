#include "app/client/words.h"

#include <array>
#include <ctime>
#include <utility>

namespace crosspoint::app::client {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array errors{
    Word{"login_password", "wrong login or password, or this user may not use a client"},
    Word{"user_not_found", "the password is right, but the server has no user for this login: import one"},
    Word{"capaid_undefined", "this user has no profile: give the user one in the entities and import them again"},
    Word{"xivo_auth_error", "the server could not check the password: its log says why"},
    Word{"wrong cti_profile_id", "the server refused the profile it had offered itself: try again"},
    Word{"unknown cti_profile_id", "the profile of this user is not defined on the server"},
    Word{"agent_login_exten_in_use", "another agent is logged in on this extension"},
    Word{"agent_login_invalid_exten", "an agent cannot log in on this extension"},
    Word{"call_unauthorized", "this user may not place calls: the profile lacks the right"},
    Word{"hangup_unauthorized", "this user may not end calls: the profile lacks the right"},
    Word{"hold_unauthorized", "this user may not hold calls: the profile lacks the right"},
    Word{"transfer_unauthorized", "this user may not transfer calls: the profile lacks the right"},
    Word{"service_unavailable", "the server has no connection to the exchange at the moment: try again later"},
};

constexpr std::array prefixed{
    Word{"unreachable_extension:", "this extension cannot be reached: "},
    Word{"missing:", "the server misses a field in the login: "},
};

constexpr std::array line_states{
    Word{"-2", "does not exist"},
    Word{"-1", "deactivated"},
    Word{"0", "idle"},
    Word{"1", "in use"},
    Word{"2", "busy"},
    Word{"4", "unavailable"},
    Word{"8", "ringing"},
    Word{"9", "in use and ringing"},
    Word{"16", "on hold"},
    Word{"17", "in use and on hold"},
};

constexpr std::array availabilities{
    Word{"logged_out", "logged out"},
    Word{"available", "available"},
    Word{"unavailable", "unavailable"},
    Word{"on_call_nonacd_incoming_internal", "in an incoming internal call"},
    Word{"on_call_nonacd_incoming_external", "in an incoming external call"},
    Word{"on_call_nonacd_outgoing_internal", "in an outgoing internal call"},
    Word{"on_call_nonacd_outgoing_external", "in an outgoing external call"},
};

constexpr std::array member_states{
    Word{"0", "unknown"}, Word{"1", "idle"},        Word{"2", "in use"},       Word{"3", "busy"},
    Word{"4", "invalid"}, Word{"5", "unavailable"}, Word{"6", "ringing"},      Word{"7", "in use and ringing"},
    Word{"8", "on hold"}, Word{"100", "unknown"},   Word{"101", "logged out"},
};

template <class Table>
std::string look_up(Table const& table, std::string_view code) {
  for (auto const& [key, text] : table)
    if (key == code) return std::string(text);
  return std::string(code);
}

/// "xivoversion_client:C;S".
std::string version_mismatch(std::string_view versions) {
  auto const semicolon = versions.find(';');
  std::string const client(versions.substr(0, semicolon));
  std::string const server(semicolon == std::string_view::npos ? versions : versions.substr(semicolon + 1));
  return "this client speaks protocol " + client + ", the server only " + server;
}

}  // namespace

std::string error_in_words(std::string_view error_string) {
  if (auto const at = error_string.find("version_client:"); at != std::string_view::npos)
    return version_mismatch(error_string.substr(at + std::string_view("version_client:").size()));
  for (auto const& [prefix, text] : prefixed)
    if (error_string.starts_with(prefix)) return std::string(text) + std::string(error_string.substr(prefix.size()));
  for (auto const& [code, text] : errors)
    if (code == error_string) return std::string(text) + " (" + std::string(code) + ")";
  return "the server refused: " + std::string(error_string);
}

std::string line_state(std::string_view hintstatus) { return look_up(line_states, hintstatus); }

bool has_call(std::string_view hintstatus) {
  constexpr std::array<std::string_view, 6> with_call{"1", "2", "8", "9", "16", "17"};
  for (auto const state : with_call)
    if (state == hintstatus) return true;
  return false;
}

std::string availability(std::string_view code) { return look_up(availabilities, code); }

std::string member_state(std::string_view code) { return look_up(member_states, code); }

std::string clock_text(WallTime time) {
  auto const seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  std::array<char, 16> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M:%S", &parts)};
}

}  // namespace crosspoint::app::client
