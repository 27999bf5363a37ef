#include "app/client/describe.h"

#include <array>

#include "app/client/words.h"

namespace crosspoint::app::client {
namespace {

using Lines = std::vector<std::string>;

struct Service {
  std::string_view flag, destination, name;
};

constexpr std::array services{
    Service{"enablednd", "", "do not disturb"},
    Service{"incallfilter", "", "call filter"},
    Service{"enablerecording", "", "recording"},
    Service{"enableunc", "destunc", "forwarding of all calls"},
    Service{"enablerna", "destrna", "forwarding of calls not answered"},
    Service{"enablebusy", "destbusy", "forwarding when busy"},
};

Lines describe_user(std::string const& name, Element const& before, Element const& after) {
  Lines lines;
  if (auto const state = after.state("availstate"); state != before.state("availstate") && !state.empty())
    lines.push_back(name + ": " + state);
  for (auto const& [flag, destination, service] : services) {
    auto const to = destination.empty() ? "" : after.text(destination);
    auto const on = after.text(flag) == "1";
    if (on == (before.text(flag) == "1") && (!on || to == before.text(destination))) continue;
    lines.push_back(name + ": " + std::string(service) + (on ? " on" : " off") + (on && !to.empty() ? " to " + to : ""));
  }
  return lines;
}

Lines describe_member(std::string const& name, std::string const& queue, Element const& before, Element const& after) {
  Lines lines;
  auto const news = [&](std::string_view key) { return after.text(key) != before.text(key); };
  auto const add = [&](std::string const& what) { lines.push_back(name + " in queue " + queue + ": " + what); };
  if (news("paused")) add(after.text("paused") == "1" ? "paused" : "not paused any more");
  if (news("status")) add(member_state(after.text("status")));
  if (news("penalty")) add("penalty " + after.text("penalty"));
  return lines;
}

std::string messages(std::string const& count) {
  if (count == "0") return "no new messages";
  return count + (count == "1" ? " new message" : " new messages");
}

/// Of a queue member "Agent/2001,blue": the names come from its id, so that one that has gone has them too.
std::pair<std::string, std::string> member_and_queue(Book const& book, std::string const& id) {
  auto const comma = id.rfind(',');
  if (comma == std::string::npos) return {id, ""};
  return {book.member(id.substr(0, comma)), book.queue(id.substr(comma + 1))};
}

/// What an element that came or went is called; taken from itself, since the book knows nothing of it any more.
std::string name_of(std::string const& list, std::string const& id, Element const& element) {
  if (list == "users") return element.text("fullname");
  if (list == "phones") return "phone " + element.text("number");
  if (list == "agents") return "agent " + element.text("number");
  if (list == "queues") return "queue " + element.text("displayname");
  if (list == "voicemails") return "mailbox " + element.text("mailbox");
  return "room " + (element.text("name").empty() ? id : element.text("name"));
}

}  // namespace

Lines describe(Book const& book, Change const& change) {
  auto const& list = change.list;
  auto const& id = change.id;
  auto const& before = change.before;
  auto const& after = change.after;
  if (list == "queuemembers") {
    auto const [member, queue] = member_and_queue(book, id);
    if (!before) return {member + " joins queue " + queue};
    if (!after) return {member + " leaves queue " + queue};
    return describe_member(member, queue, *before, *after);
  }
  if (!before) return {name_of(list, id, *after) + " is new"};
  if (!after) return {name_of(list, id, *before) + " is gone"};
  auto const news = [&](std::string_view key) { return after->state(key) != before->state(key) && !after->state(key).empty(); };
  if (list == "users") return describe_user(book.user(id), *before, *after);
  if (list == "phones" && news("hintstatus")) return {book.phone(id) + ": " + line_state(after->state("hintstatus"))};
  if (list == "agents" && news("availability")) return {book.agent(id) + ": " + availability(after->state("availability"))};
  if (list == "voicemails" && news("new")) return {name_of(list, id, *after) + ": " + messages(after->state("new"))};
  return {};
}

}  // namespace crosspoint::app::client
