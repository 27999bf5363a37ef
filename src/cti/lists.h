#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cti/scope.h"
#include "domain/list.h"
#include "domain/queue_member.h"
#include "flow/topic.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {

struct State;

/// Services are 0 or 1 in a reply and booleans in a push. (protocol 6.2, D27)
enum class Form { reply, push };

/// One of the lists that clients keep: how its ids, configurations and statuses are written. One constant a file in lists/.
struct ListView {
  domain::List list;
  std::string_view name;
  std::vector<std::string> (*ids)(State const&, Scope const&);
  // Into an object that is open. False, and nothing is written, when there is no such element, or the scope hides it.
  bool (*config)(State const&, Scope const&, std::string_view id, Form, wire::json::Writer& out);
  bool (*status)(State const&, Scope const&, std::string_view id, wire::json::Writer& out);
  /// Further members about the status, for sessions with numbers, each with a comma before it; null: there are none.
  std::string (*more)(State const&, std::string_view id) = nullptr;

  [[nodiscard]] constexpr flow::ListSet bit() const { return static_cast<flow::ListSet>(1U << static_cast<unsigned>(list)); }
};

#define LIST(name) extern ListView const name;
#include "cti/lists.list"
#undef LIST

/// The fields of a queue member: its configuration and its status are the same.
void write(domain::QueueMember const& member, wire::json::Writer& out);

/// Null for names that protocol 2.2 does not have. (P075)
ListView const* list_named(std::string_view name);
ListView const& view_of(domain::List list);

std::span<ListView const* const> all_lists();

/// How every message about a list begins.
wire::json::Writer about(ListView const& list, std::string_view function);

/// The status of one element, {} if there is none: as it is told, and as it is answered.
wire::json::Writer status_message(State const& state, Scope const& scope, ListView const& list, std::string_view id);

}  // namespace crosspoint::cti
