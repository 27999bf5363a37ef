#pragma once

#include <string>
#include <string_view>

namespace crosspoint {

/// The text as searches compare it: without accents, capitals and control characters, and without the spaces, dots, dashes,
/// slashes and brackets that people write between the digits of a number. "Éléonore Łukasiewicz" and "eleonore lukasiewicz" are
/// the same, so are "+33 (1) 02-03" and "+3310203". Any bytes may come in; what is not UTF-8 matches nothing.
std::string folded(std::string_view text);

}  // namespace crosspoint
