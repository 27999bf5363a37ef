#pragma once

#include "directory/directory.h"

namespace soci {
class session;
}

namespace crosspoint::io::store {

/// Everything configured, as the store holds it in the caller's transaction. Throws soci::soci_error.
directory::Directory read_directory(soci::session& sql);

}  // namespace crosspoint::io::store
