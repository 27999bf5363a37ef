#include "pbx/sync.h"

#include <algorithm>

#include "base/text.h"
#include "pbx/lists/lists.h"
#include "pbx/refusal.h"

namespace crosspoint::pbx {
namespace {

bool is(wire::ami::Message const& message, std::string_view header, std::string_view value) {
  return equal_ignoring_case(message.get(header), value);
}

wire::ami::Action action_of(Request const& request) {
  wire::ami::Action action{std::string(request.list->action), {}};
  if (!request.list->file.empty()) action.headers.emplace_back("Filename", request.list->file);
  if (!request.argument.empty()) action.headers.emplace_back(request.list->argument, request.argument);
  return action;
}

}  // namespace

void Sync::start(Scene& scene) {
  stop();
  scene.rereads.clear();
  for (auto const* const list : lists::all())
    if (list->when != List::When::on_demand) requests_.push_back({list, {}, Purpose::resync});
  tick(scene);
}

void Sync::stop() {
  requests_.clear();
  run_.reset();
  denied_.clear();
  missing_.clear();
  compare_at_ = Time::max();
  complete_ = false;
  fault_.clear();
}

std::optional<Request> Sync::next_request(Scene& scene) {
  if (!requests_.empty()) {
    auto request = std::move(requests_.front());
    requests_.pop_front();
    return request;
  }
  if (!complete_) return std::nullopt;
  if (auto wish = scene.rereads.take(scene.model, scene.now))
    return Request{wish->list, std::move(wish->argument), Purpose::reread};
  if (scene.now < compare_at_) return std::nullopt;
  compare_at_ = scene.now + settings_.compare_every;
  auto const all = lists::all();
  for (std::size_t tried = 0; tried < all.size(); ++tried) {
    auto const* const list = all[compared_++ % all.size()];
    if (list->when == List::When::always && std::ranges::find(denied_, list) == denied_.end())
      return Request{list, {}, Purpose::comparison};
  }
  return std::nullopt;
}

void Sync::tick(Scene& scene) {
  if (run_ && scene.now >= run_due_) {
    if (run_->request.purpose == Purpose::resync) {
      fault_ = "Asterisk does not answer " + std::string(run_->request.list->action);
      return;
    }
    finish(End::cut_short, scene);
  }
  while (!run_) {
    auto request = next_request(scene);
    if (!request) {
      if (!complete_ && connection_.is_ready()) complete(scene);
      return;
    }
    if (!ask(std::move(*request), scene)) return;
  }
}

/// False when nothing can be sent.
bool Sync::ask(Request request, Scene& scene) {
  auto const& list = *request.list;
  if (std::ranges::find(denied_, &list) != denied_.end()) return true;
  if (list.split && request.argument.empty()) {
    auto const names = list.split(scene.model);
    for (auto name = names.rbegin(); name != names.rend(); ++name) requests_.push_front({&list, *name, request.purpose});
    return true;
  }
  auto const id = connection_.send(action_of(request), Connection::Use::list, scene.now);
  if (!id) return id.error().code == Errc::bad_request;  // a name that no action can carry: it is left out
  run_.emplace();
  run_->request = std::move(request);
  run_->number = ++lists_read_;
  run_->since = scene.model.events;
  run_id_ = *id;
  run_due_ = scene.now + settings_.action_timeout;
  return true;
}

void Sync::answered(std::uint64_t id, wire::ami::Message const& answer, Scene& scene) {
  if (!run_ || id != run_id_) return;
  run_due_ = scene.now + settings_.action_timeout;
  auto const& list = *run_->request.list;
  if (!is(answer, "Response", "Success")) return refused(answer, scene);
  std::erase(missing_, &list);
  if (list.complete.empty()) {
    list.read(scene, *run_, answer);
    finish(End::whole, scene);
  } else if (!answer.has("EventList")) {
    finish(End::whole, scene);  // VoicemailUsersList without boxes: a success, and nothing more
  }
}

void Sync::refused(wire::ami::Message const& answer, Scene& scene) {
  auto const& list = *run_->request.list;
  auto const why = read_refusal(answer.get("Message"));
  // "No active conferences.", "No Contacts found": an empty list. (T013)
  if (why == Refusal::other) return finish(answer.get("Message").starts_with("No ") ? End::whole : End::cut_short, scene);
  auto& known = why == Refusal::no_module ? missing_ : denied_;
  if (std::ranges::find(known, &list) == known.end()) {
    known.push_back(&list);
    effects_.emplace_back(explain(why, list.action, settings_.username, list.importance));
  }
  if (why == Refusal::no_right || list.without_module == List::WithoutModule::unknown) return finish(End::cut_short, scene);
  run_->request.purpose = Purpose::reread;  // somebody has unloaded it: we have missed nothing
  finish(End::whole, scene);
}

bool Sync::take_item(wire::ami::Message const& message, Scene& scene) {
  if (!run_) return false;
  auto const id = message.get("ActionID");
  if (!id.starts_with('x') || to_integer(id.substr(1)) != static_cast<std::int64_t>(run_id_)) return false;
  auto const& list = *run_->request.list;
  auto const event = message.get("Event");
  run_due_ = scene.now + settings_.action_timeout;
  if (equal_ignoring_case(event, list.complete)) {
    auto const said = to_integer(message.get("ListItems"));
    finish(!said || static_cast<std::size_t>(*said) == run_->items ? End::whole : End::cut_short, scene);
    return true;
  }
  auto const is_item = std::ranges::any_of(list.items, [&](std::string_view item) { return equal_ignoring_case(item, event); });
  if (!is_item) return false;
  ++run_->items;
  list.read(scene, *run_, message);
  return true;
}

void Sync::finish(End end, Scene& scene) {
  auto run = std::move(*run_);
  run_.reset();
  run.is_whole = end == End::whole;
  if (run.request.list->finish) run.request.list->finish(scene, run);
  for (auto request = run.follow_up.rbegin(); request != run.follow_up.rend(); ++request)
    requests_.push_front(std::move(*request));
}

void Sync::complete(Scene& scene) {
  complete_ = true;
  compare_at_ = scene.now + settings_.compare_every;
  scene.peers.settle_now(scene.model, scene.changes, scene.now);
  auto const counts = scene.model.counts();
  effects_.emplace_back(Log{
      LogLevel::info, "linked to Asterisk " +
                          (scene.model.version.empty() ? std::to_string(connection_.greeting().asterisk) : scene.model.version) +
                          " (AMI " + connection_.greeting().ami + "): " + std::to_string(counts.channels) + " channels, " +
                          std::to_string(counts.hints) + " hints, " + std::to_string(counts.queues) + " queues"});
}

Time Sync::deadline(Rereads const& rereads) const {
  if (run_) return run_due_;
  if (!complete_) return Time::max();
  return std::min(compare_at_, rereads.deadline());
}

}  // namespace crosspoint::pbx
