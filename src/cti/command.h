#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cti/extensions.h"
#include "cti/scope.h"
#include "directory/rights.h"
#include "domain/asker.h"
#include "wire/fields/fields.h"

namespace crosspoint::domain {
class AgentLogins;
class AttendedTransfers;
class BlindTransfers;
class Calls;
class Chat;
class CurrentCalls;
class Faxes;
class Features;
class Forms;
class History;
class Holds;
class Listening;
class OwnCalls;
class People;
class PersonalContacts;
class Presences;
class QueueMembership;
class Rooms;
class Switchboard;
}  // namespace crosspoint::domain

namespace crosspoint::cti {

class Clients;
class Updates;
struct State;

/// Who is asking, when, and what they may do and see.
struct Caller {
  domain::Asker asker;
  std::vector<directory::Right> const& rights;
  Scope scope;
  Time now;
  Extensions extensions{};
  std::string sign_in{};  ///< the login whose tokens the session may have; empty: none

  [[nodiscard]] bool may(directory::Right right) const {
    return right == directory::Right::none || std::ranges::find(rights, right) != rights.end();
  }
};

/// The direct reply, without `class`, `replyid` and `timenow`; nothing when the protocol knows none.
using Reply = std::optional<boost::json::object>;

/// What commands work with, by type. A command receives those it names, never this tuple, and includes their headers.
using Services =
    std::tuple<State const&, Clients&, domain::Presences&, domain::Features&, domain::Calls&, domain::Chat&, domain::History&,
               domain::People&, domain::PersonalContacts&, domain::AgentLogins&, domain::QueueMembership&, domain::Listening&,
               domain::CurrentCalls&, domain::BlindTransfers&, domain::AttendedTransfers&, domain::Holds&, domain::Switchboard&,
               domain::OwnCalls&, Updates&, domain::Rooms&, domain::Forms&, domain::Faxes&>;

/// One request of the CTI protocol. Constant, stateless, made once per command file.
struct Command {
  std::string_view name;  ///< the request's class and, where the class has several commands, its selector: "getlist listid"
  directory::Right needs;
  std::string_view refusal;  ///< the error_string for a caller without that right; empty: silence
  Result<Reply> (*invoke)(Services const&, Caller const&, wire::Fields const&);
  std::optional<Extension> extension = std::nullopt;  ///< for sessions that have asked for it only; to all others it is unknown

  [[nodiscard]] constexpr Command only_with(Extension one) const {
    auto command = *this;
    command.extension = one;
    return command;
  }
};

/// Builds a Command from a parser and a handler:
///   Result<Args>  parse(wire::Fields)
///   Result<Reply> run(Service&..., Caller const&, Args const&)
template <auto Parse, auto Run, class... Service>
constexpr Command make_command(std::string_view name, directory::Right needs, std::string_view refusal = {}) {
  return {name, needs, refusal, [](Services const& all, Caller const& caller, wire::Fields const& in) -> Result<Reply> {
            auto args = Parse(in);
            if (!args) return tl::make_unexpected(std::move(args.error()));
            return Run(std::get<Service&>(all)..., caller, *args);
          }};
}

/// For requests without fields.
struct NoArgs {};
inline Result<NoArgs> parse_nothing(wire::Fields const&) { return NoArgs{}; }

}  // namespace crosspoint::cti
