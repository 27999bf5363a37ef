#pragma once

#include <filesystem>
#include <memory>

#include "load/carriage.h"

namespace crosspoint::load {

/// TLS from the first byte; believes any certificate.
std::unique_ptr<Carriage> make_tls_carriage();

/// Writes a certificate of 127.0.0.1 that nobody has signed, good for a day, and its key.
void write_certificate(std::filesystem::path const& certificate, std::filesystem::path const& key);

}  // namespace crosspoint::load
