// Precompiled for the rooms that wait: sockets, logs.
#pragma once
#include "pch_std.h"

#include <boost/asio.hpp>
#include <spdlog/spdlog.h>
