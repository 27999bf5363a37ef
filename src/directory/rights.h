#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "directory/entities.h"

namespace crosspoint::directory {

/// How the rights that can be granted are written in files and in the store.
inline constexpr std::array right_names{
    std::pair{std::string_view("own_settings"), Right::own_settings},
    std::pair{std::string_view("others_settings"), Right::others_settings},
    std::pair{std::string_view("dial"), Right::dial},
    std::pair{std::string_view("hang_up"), Right::hang_up},
};

}  // namespace crosspoint::directory
