// Elements of the lists were added, changed or removed: to all, or to the clients of their context. (protocol S09, S11, S12)
#include "cti/state.h"
#include "cti/updates.h"
#include "domain/members.h"

namespace crosspoint::cti {
namespace {

/// By the queue, up to 2^20 of them, and its agent or line, up to 2^27.
flow::StateKey state_of(domain::QueueMember const& member) {
  auto const who = std::visit([](auto id) { return id.value; }, member.who);
  auto const kind = static_cast<std::int64_t>(member.who.index());
  return state_key(queue_member, (member.queue->id.value << 28) | (who << 1) | kind);
}

}  // namespace

flow::Topic Updates::topic_of(std::string const& context) {
  if (separation_ == Separation::off) return flow::Topic::all();
  auto const next = static_cast<std::int64_t>(context_numbers_.size()) + 1;
  return {flow::Topic::Kind::context, context_numbers_.try_emplace(context, next).first->second};
}

flow::Topic Updates::topic_of(flow::Topic::Kind kind, std::string const& context) { return {kind, topic_of(context).id}; }

void Updates::tell_of(ListView const& list, std::string const& context, wire::json::Writer message, Time now,
                      flow::StateKey state, std::string more) {
  clients_.tell(topic_of(context), std::move(message), now, state, {list.bit(), std::move(more)});
}

void Updates::tell(domain::ConfigAdded const& event, Time now) {
  auto out = about(view_of(event.list), "addconfig");
  out.texts("list", std::array{event.id});
  tell_of(view_of(event.list), event.context, std::move(out), now);
}

void Updates::tell(domain::ConfigChanged const& event, Time now) {
  auto const& list = view_of(event.list);
  auto out = about(list, "updateconfig");
  out.text("tid", event.id).open("config");
  if (!list.config(state_, {}, event.id, Form::push, out)) return;
  out.close();
  tell_of(view_of(event.list), event.context, std::move(out), now);
}

void Updates::tell(domain::ConfigMoved const& event, Time now) {
  if (separation_ == Separation::off) return tell(domain::ConfigChanged{event.list, event.id, event.to}, now);
  tell(domain::ConfigRemoved{event.list, event.id, event.from}, now);
  tell(domain::ConfigAdded{event.list, event.id, event.to}, now);
}

void Updates::tell(domain::ConfigRemoved const& event, Time now) {
  auto out = about(view_of(event.list), "delconfig");
  out.texts("list", std::array{event.id});
  tell_of(view_of(event.list), event.context, std::move(out), now);
}

void Updates::tell(domain::MemberChanged const& event, Time now) {
  auto const& member = event.member;
  auto out = about(queuemembers_list, "updateconfig");
  write(member, out.text("tid", member.id()).open("config"));
  out.close();
  tell_of(queuemembers_list, member.queue->context, std::move(out), now, state_of(member));
}

}  // namespace crosspoint::cti
