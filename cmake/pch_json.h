// Precompiled for the rooms that read JSON.
#pragma once
#include "pch_std.h"

#include <boost/json.hpp>
