#pragma once

#include <ldap.h>

#include "io/sources/inquiries.h"

namespace crosspoint::io::sources::ldap {

/// Puts a layer between libldap and the socket of a connection that has just been made: what it reads and writes fails when
/// `until` has come. libldap's own time limits do not hold inside of a TLS handshake, nor of an answer that has begun. `until` is
/// looked at each time and has to live as long as the connection.
void limit_time(Sockbuf* bytes, Asker::Clock::time_point& until);

}  // namespace crosspoint::io::sources::ldap
