#include "pbx/queue_orders.h"

#include <utility>
#include <vector>

#include "base/text.h"
#include "pbx/events/movement.h"
#include "pbx/events/queue_member.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx {
namespace {

std::string header(wire::ami::Action const& action, std::string_view name) {
  for (auto const& [key, value] : action.headers)
    if (key == name) return value;
  return {};
}

void is_not_there(Scene& scene, Queue& queue, QueueMember const& member) {
  depart(scene, "queue member", member_key(queue, member.interface));
  drop_member(scene, queue, member.interface, member.name);
}

}  // namespace

void QueueOrders::begin(Token token, wire::ami::Action const& action) {
  if (action.name == "QueueLog" || !action.name.starts_with("Queue")) return;
  orders_.insert_or_assign(token, Order{header(action, "Queue"), header(action, "Interface"), action.name == "QueueRemove"});
}

void QueueOrders::refused(Token token, std::string_view why, Scene& scene) {
  auto const found = orders_.find(token);
  if (found == orders_.end()) return;
  auto const order = std::move(found->second);
  orders_.erase(found);
  scene.rereads.want(lists::queues, order.queue, scene.now);
  auto* const queue = lookup(scene.model.queues, order.queue);
  if (!queue) return;
  if (why.ends_with("No such queue"))
    while (!queue->members.empty()) is_not_there(scene, *queue, QueueMember(queue->members.all().begin()->second));
  // It says so of static members, too, which are there.
  auto const* const member = order.to_remove && why.ends_with("Not there") ? queue->members.find(order.interface) : nullptr;
  if (member && member->membership != "static") is_not_there(scene, *queue, QueueMember(*member));
}

}  // namespace crosspoint::pbx
