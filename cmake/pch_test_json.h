// Precompiled for the unit tests of rooms that read JSON.
#pragma once
#include "pch_test_std.h"

#include <boost/json.hpp>
