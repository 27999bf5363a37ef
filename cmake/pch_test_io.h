// Precompiled for the unit tests of the rooms that wait.
#pragma once
#include "pch_test_json.h"

#include <spdlog/spdlog.h>

#include <boost/asio.hpp>
