#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pbx/model/bridges.h"
#include "pbx/model/call.h"
#include "pbx/model/channels.h"
#include "pbx/model/contacts.h"
#include "pbx/model/hints.h"
#include "pbx/model/mailboxes.h"
#include "pbx/model/parking.h"
#include "pbx/model/queues.h"
#include "pbx/model/rooms.h"
#include "pbx/model/tombstones.h"

namespace crosspoint::pbx {

/// What one exchange is doing now: a plain value that events and lists change and everybody else reads. It follows from what
/// Asterisk says alone; it knows no users.
struct Model {
  Channels channels;
  Bridges bridges;
  Hints hints;
  Queues queues;
  Rooms rooms;
  ParkedCalls parked;
  Mailboxes mailboxes;
  Contacts contacts;
  std::string version;             ///< of Asterisk: "16.28.0~dfsg-0+deb11u4"
  std::string started;             ///< when that Asterisk was started, "2026-11-23 16:34:02"
  std::uint64_t events = 0;        ///< how many live events have been applied
  std::uint64_t linked_after = 0;  ///< how many of them before the present link
  Time heard_until{};              ///< time of the last event before the present link
  Tombstones departed;             ///< queue entries, members, participants and parked calls that went, by kind and name

  [[nodiscard]] Channel const* channel(std::string_view uniqueid) const { return channels.find(uniqueid); }
  [[nodiscard]] Queue const* queue(std::string_view name) const { return lookup(queues, name); }

  /// The member with that interface in that queue, or null.
  [[nodiscard]] QueueMember const* member(std::string_view queue, std::string_view interface) const;

  /// The members of that name in that queue.
  [[nodiscard]] std::vector<QueueMember const*> members(std::string_view queue, std::string_view member_name) const;

  /// The calls of a device, oldest first. (2.3)
  [[nodiscard]] std::vector<Call> calls_of(std::string_view device) const;

  /// The hint status of a device: -2, -1, 0, 1, 2, 4, 8, 9 or 16; 4 when nothing is known. (2.6)
  [[nodiscard]] int device_status(std::string_view device) const { return hints.status(device); }

  /// Whether a phone is registered and answers, by its contacts; where the account may not list them, by its device state. (2.5)
  [[nodiscard]] bool is_registered(std::string_view device) const;

  /// Unheard messages in "1001@default"; 0 for an unknown box. (2.10)
  [[nodiscard]] int new_messages(std::string_view address) const;

  struct Counts {
    std::size_t channels = 0, bridges = 0, hints = 0, queues = 0, members = 0, entries = 0, rooms = 0, participants = 0,
                parked = 0, mailboxes = 0, contacts = 0;
    bool operator==(Counts const&) const = default;
  };
  /// How many objects of each kind there are. (T022, T051)
  [[nodiscard]] Counts counts() const;
};

}  // namespace crosspoint::pbx
