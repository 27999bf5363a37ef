#pragma once

#include <string>
#include <string_view>

#include "directory/contact.h"

namespace crosspoint::domain {

/// The digits of a number in which they may be grouped ("+33 (0)1 00-00"); empty when there is anything else in it than digits
/// and what groups them.
std::string digits_of(std::string_view number);

/// Whether two numbers are those of one telephone: all digits are the same, or, however a country writes what stands before them,
/// the last nine.
bool same_number(std::string_view one, std::string_view other);

/// Whether any field of the contact is that number.
bool has_number(directory::Contact const& contact, std::string_view number);

}  // namespace crosspoint::domain
