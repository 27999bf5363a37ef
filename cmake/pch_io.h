// Precompiled for the rooms that wait: sockets, logs, and the JSON of what they carry.
#pragma once
#include "pch_json.h"

#include <spdlog/spdlog.h>

#include <boost/asio.hpp>
