#include "pbx/originates.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::pbx {
namespace {

constexpr std::int64_t default_ringing_ms = 30'000;

std::string_view header(wire::ami::Action const& action, std::string_view name) {
  auto const found = std::ranges::find_if(action.headers, [&](auto const& h) { return equal_ignoring_case(h.first, name); });
  return found == action.headers.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace

void Originates::begin(Token token, std::string_view action_id, wire::ami::Action const& action, Time now) {
  auto const ringing = std::chrono::milliseconds(to_integer(header(action, "Timeout")).value_or(default_ringing_ms));
  Pending pending;
  pending.token = token;
  pending.action_id = action_id;
  pending.channel_id = header(action, "ChannelId");
  pending.exten = header(action, "Exten");
  pending.due = now + ringing + patience;
  pending_.push_back(std::move(pending));
}

bool Originates::tell(Pending const& pending, Changes& changes) const {
  if (!pending.accepted || !pending.answered) return false;
  changes.tell(Originated{pending.token, *pending.answered, pending.reached});
  return true;
}

void Originates::accepted(Token token, Changes& changes) {
  auto const found = std::ranges::find(pending_, token, &Pending::token);
  if (found == pending_.end()) return;
  found->accepted = true;
  if (tell(*found, changes)) pending_.erase(found);
}

void Originates::refused(Token token) {
  std::erase_if(pending_, [&](Pending const& p) { return p.token == token; });
}

std::optional<std::string> Originates::claim(std::string_view uniqueid) {
  auto const found = std::ranges::find(pending_, uniqueid, &Pending::channel_id);
  if (found == pending_.end()) return std::nullopt;
  found->reached = true;
  return found->exten;
}

void Originates::outcome(wire::ami::Message const& message, Changes& changes) {
  // Every client of Asterisk sees this event with the ActionID of the one that asked, which may be one of ours as well: a
  // ChannelId is the safer sign, and comes back whatever becomes of the call.
  auto const uniqueid = message.party("Uniqueid");
  auto const action_id = message.get("ActionID");
  auto const found = std::ranges::find_if(
      pending_, [&](Pending const& p) { return p.channel_id.empty() ? p.action_id == action_id : p.channel_id == uniqueid; });
  if (found == pending_.end()) return;
  found->answered = equal_ignoring_case(message.get("Response"), "Success");
  found->reached = found->reached || *found->answered || (found->channel_id.empty() && !uniqueid.empty());
  if (tell(*found, changes)) pending_.erase(found);
}

void Originates::tick(Changes& changes, Time now) {
  std::erase_if(pending_, [&](Pending& p) {
    if (p.due > now) return false;
    if (p.accepted) changes.tell(Originated{p.token, false, true});
    return true;
  });
}

void Originates::give_up(Changes& changes) {
  for (auto const& p : pending_)
    if (p.accepted) changes.tell(Originated{p.token, false, true});
  pending_.clear();
}

Time Originates::deadline() const {
  auto earliest = Time::max();
  for (auto const& p : pending_) earliest = std::min(earliest, p.due);
  return earliest;
}

}  // namespace crosspoint::pbx
