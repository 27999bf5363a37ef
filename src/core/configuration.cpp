#include "core/configuration.h"

#include <map>
#include <string>

namespace crosspoint::core {
namespace {

using domain::List;

/// Compares two maps of elements by key; `id` and the contexts say how clients know an element.
template <class Map, class Id, class ContextBefore, class ContextAfter>
void compare(List list, Map const& before, Map const& after, Id id, ContextBefore context_before, ContextAfter context_after,
             domain::Events& events) {
  for (auto const& [key, element] : before)
    if (!after.contains(key)) events.emplace_back(domain::ConfigRemoved{list, id(key), context_before(element)});
  for (auto const& [key, element] : after) {
    auto const old = before.find(key);
    auto const context = context_after(element);
    if (old == before.end()) events.emplace_back(domain::ConfigAdded{list, id(key), context});
    else if (auto const from = context_before(old->second); from != context)
      events.emplace_back(domain::ConfigMoved{list, id(key), from, context});
    else if (old->second != element) events.emplace_back(domain::ConfigChanged{list, id(key), context});
  }
}

/// "Agent/2001,blue" of every configured queue member, with the queue's context.
std::map<std::string, std::string> members_of(directory::Directory const& directory) {
  std::map<std::string, std::string> members;
  for (auto const& [id, queue] : directory.queues) {
    for (auto const agent : queue.agents)
      if (auto const found = directory.agents.find(agent); found != directory.agents.end())
        members.emplace(found->second.member_name() + "," + queue.name, queue.context);
    for (auto const line : queue.lines)
      if (auto const* const found = directory.line(line)) members.emplace(found->identity() + "," + queue.name, queue.context);
  }
  return members;
}

/// What is other in services that are told one by one. (P098)
domain::ServiceChange changed(directory::Services const& before, directory::Services const& after) {
  domain::ServiceChange change;
  if (before.dnd != after.dnd) change.dnd = after.dnd;
  if (before.call_filter != after.call_filter) change.call_filter = after.call_filter;
  if (before.recording != after.recording) change.recording = after.recording;
  if (before.unconditional != after.unconditional) change.unconditional = after.unconditional;
  if (before.no_answer != after.no_answer) change.no_answer = after.no_answer;
  if (before.busy != after.busy) change.busy = after.busy;
  return change;
}

void compare_services(directory::Directory const& before, directory::Directory const& after, domain::Events& events) {
  for (auto const& [id, user] : after.users) {
    auto const* const old = before.user(id);
    auto change = old ? changed(old->services, user.services) : domain::ServiceChange{};
    if (change != domain::ServiceChange{}) events.emplace_back(domain::ServicesSet{id, std::move(change)});
  }
}

/// The users without services that are told one by one, and without what clients are not told at all.
std::map<UserId, directory::User> as_told(std::map<UserId, directory::User> users) {
  for (auto& [id, user] : users) {
    user.services = {.voicemail = user.services.voicemail};
    user.function_keys.clear();
  }
  return users;
}

}  // namespace

domain::Events differences(directory::Directory const& before, directory::Directory const& after) {
  domain::Events events;
  auto const number = [](auto id) { return std::to_string(id.value); };
  auto const context_in = [](directory::Directory const& all) {
    return [&all](directory::User const& user) { return all.context_of(user); };
  };
  compare(List::users, as_told(before.users), as_told(after.users), number, context_in(before), context_in(after), events);
  compare_services(before, after, events);
  auto const compare_all = [&](List list, auto const& old, auto const& fresh, auto id, auto context) {
    compare(list, old, fresh, id, context, context, events);
  };
  auto const own_context = [](auto const& element) { return element.context; };
  compare_all(List::phones, before.lines, after.lines, number, own_context);
  compare_all(List::agents, before.agents, after.agents, number, own_context);
  compare_all(List::queues, before.queues, after.queues, number, own_context);
  compare_all(List::voicemails, before.voicemails, after.voicemails, number, own_context);
  compare_all(List::meetmes, before.rooms, after.rooms, number, own_context);
  compare_all(
      List::queuemembers, members_of(before), members_of(after), [](auto const& id) { return id; },
      [](std::string const& context) { return context; });
  return events;
}

std::vector<UserId> sent_away(directory::Directory const& before, directory::Directory const& after) {
  std::vector<UserId> users;
  for (auto const& [id, user] : before.users) {
    auto const* const now = after.user(id);
    if (!now || !now->client_access || now->login != user.login) users.push_back(id);
  }
  return users;
}

pbx::Table<pbx::OwnExtension> own_extensions(directory::Directory const& directory) {
  pbx::Table<pbx::OwnExtension> all;
  for (auto const& [id, line] : directory.lines)
    all.insert_or_assign(line.device(), pbx::OwnExtension{line.number, line.context});
  return all;
}

}  // namespace crosspoint::core
