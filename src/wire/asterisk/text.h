#pragma once

#include <string>
#include <string_view>

// What leaves for Asterisk, over AMI or FastAGI: one function for each kind of place that a text can stand in. Whatever goes in
// (a caller chooses his name and number), what comes out means nothing there but itself. The encoders refuse what went past
// these.
namespace crosspoint::wire::asterisk {

/// A value that Asterisk takes as it stands: valid UTF-8 on one line, every control character a space.
std::string plain(std::string_view text);

/// What can be dialled of a text: letters, digits, `#`, `*` and `+`. For extensions and numbers, and so for dial strings.
std::string dialable(std::string_view text);

/// `"Alice Martin" <1001>`: a name in quotes, without what would end them, and a number that can be dialled.
std::string caller_id(std::string_view name, std::string_view number);

/// The value of a header `Variable` that sets one variable of a channel to just this text. Asterisk cuts such a header at commas
/// and takes quotes, brackets and backslashes away: each of them gets a backslash. `name` is one of our own.
std::string variable(std::string_view name, std::string_view value);

/// One argument of an application or a function, one device of a dial string, or the name of something in Asterisk: without what
/// would begin another argument or device, or be evaluated.
std::string argument(std::string_view text);

/// A part of a file's name: letters, digits, `.`, `-` and `_`; it cannot leave its folder.
std::string file_name(std::string_view text);

// What the encoders ask.
bool is_plain(std::string_view text);
bool is_dialable(std::string_view text);
bool is_caller_id(std::string_view text);
bool is_variable(std::string_view text);
bool is_argument(std::string_view text);

/// Arguments in a row, separated by commas.
bool is_arguments(std::string_view text);

/// A variable's or function's name with its arguments, as Getvar and Setvar take it: `DIALPLAN_EXISTS(default,1002,1)`.
bool is_variable_name(std::string_view text);

}  // namespace crosspoint::wire::asterisk
