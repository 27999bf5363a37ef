#pragma once

namespace crosspoint::domain {

/// The lists that clients keep a copy of. (protocol 6)
enum class List { users, phones, agents, queues, voicemails, queuemembers, meetmes };

}  // namespace crosspoint::domain
