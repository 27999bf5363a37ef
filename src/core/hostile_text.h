#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

// What somebody outside may put into any text, and what must never leave for Asterisk because of it. Knows nothing of wire/: it
// reads the bytes as Asterisk does.
namespace crosspoint::core {

inline constexpr std::array<std::string_view, 12> hostile_texts{
    "1,FILE(/tmp/x)=written,GLOBAL(XP_AGI)=agi://192.0.2.1,Z=1",
    "1002\r\nAction: Command\r\nCommand: core stop now\r\n\r\n",
    "1001&Local/900123@default",
    "\"><\\\",SHELL(id)=1,\"",
    "${SHELL(id)}$[1+1]${ENV(PATH)}",
    "x)=1,FILE(/tmp/y)=(z",
    "a;b|c^d`e`'f'",
    "/.*/",
    "../../etc/passwd",
    "\" <1>,A=\"b",
    "\xE9t\xE9\xFF",
    "a\tb\x01\x7F\xC2\x80",
};

/// What is wrong with bytes for the manager interface, as Asterisk reads them; empty: nothing. Only what the server is known to
/// send is right.
std::vector<std::string> faults_in_ami(std::string_view sent);

/// The same of one variable for the dialplan and of the command that sets it.
std::vector<std::string> faults_in_agi(std::string_view name, std::string_view value, std::string_view command);

}  // namespace crosspoint::core
