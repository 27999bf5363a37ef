#include "pbx/exchange.h"

#include <algorithm>

#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/refusal.h"

namespace crosspoint::pbx {
namespace {

constexpr Duration good_service{60'000'000};

/// FullyBooted comes at once unless Asterisk is still starting. An account that does not read the class `system` never sees it.
constexpr Duration boot_patience{10'000'000};

}  // namespace

Exchange::Exchange(Settings settings, flow::Effects& effects)
    : settings_(std::move(settings)),
      effects_(effects),
      events_(flow::AmiLink::events, settings_, action_ids_, effects),
      actions_(flow::AmiLink::actions, settings_, action_ids_, effects),
      sync_(settings_, events_, effects),
      backoff_(settings_.seed) {}

void Exchange::start(Time now) {
  reconnect_at_ = now + backoff_.next();
  tick(now);
}

void Exchange::connect(Time now) {
  reconnect_at_ = Time::max();
  events_.open(now);
}

void Exchange::connected(flow::AmiLink link, Time now) { at(link).connected(now); }

void Exchange::received(flow::AmiLink link, std::string_view bytes, Time now) {
  if (at(link).is_open()) at(link).feed(bytes, now);
}

bool Exchange::next(flow::AmiLink link, Time now) {
  using Kind = Connection::Incoming::Kind;
  auto const incoming = at(link).next(now);
  if (incoming) {
    if (incoming->kind == Kind::ready) ready(link, now);
    if (incoming->kind == Kind::answer) answer(link, *incoming, now);
    if (incoming->kind == Kind::event && link == flow::AmiLink::events) event(*incoming->message, now);
  }
  settle(now);
  return incoming.has_value();
}

void Exchange::closed(flow::AmiLink link, std::string_view reason, Time now) {
  if (!at(link).is_open()) return;
  at(link).closed();
  drop(reason, now);
}

void Exchange::ready(flow::AmiLink link, Time now) {
  // The second connection is opened when the first has been let in: a wrong secret is refused once an attempt. (T003)
  if (link == flow::AmiLink::actions) return;
  model_.linked_after = model_.events;
  boot_by_ = now + boot_patience;
  actions_.open(now);
}

void Exchange::synchronise(Time now) {
  boot_by_ = Time::max();
  enter(LinkState::syncing);
  auto here = scene(now);
  sync_.start(here);
}

void Exchange::event(wire::ami::Message const& message, Time now) {
  auto here = scene(now);
  if (sync_.take_item(message, here)) return;
  heard_at_ = now;
  auto const name = message.get("Event");
  if (auto const* const known = events::find(name)) {
    ++model_.events;
    known->apply(here, message);
  } else if (equal_ignoring_case(name, "OriginateResponse")) {
    originates_.outcome(message, changes_);
  } else if (equal_ignoring_case(name, "FullyBooted")) {
    synchronise(now);
  } else if (equal_ignoring_case(name, "Shutdown")) {
    drop("Asterisk is shutting down", now);
  }
}

void Exchange::answer(flow::AmiLink link, Connection::Incoming const& incoming, Time now) {
  auto const& pending = incoming.pending;
  auto const& message = *incoming.message;
  if (pending.use == Connection::Use::list) {
    auto here = scene(now);
    if (link == flow::AmiLink::events) sync_.answered(pending.id, message, here);
    return;
  }
  Token const token{static_cast<std::int64_t>(pending.id)};
  auto outcome = Answered::Outcome::success;
  if (equal_ignoring_case(message.get("Response"), "Error")) {
    auto const why = read_refusal(message.get("Message"));
    outcome = why == Refusal::other ? Answered::Outcome::error : Answered::Outcome::unavailable;
    if (why != Refusal::other) effects_.emplace_back(explain(why, pending.action, settings_.username, Importance::needed));
  }
  if (outcome == Answered::Outcome::error) {
    auto here = scene(now);
    queue_orders_.refused(token, message.get("Message"), here);
  } else {
    queue_orders_.forget(token);
  }
  changes_.tell(Answered{token, outcome, std::string(message.get("Message")), std::string(message.get("Value"))});
  if (outcome == Answered::Outcome::success) originates_.accepted(token, changes_);
  else originates_.refused(token);
}

void Exchange::unanswered(Connection::Pending const& pending) {
  if (pending.use != Connection::Use::command) return;
  Token const token{static_cast<std::int64_t>(pending.id)};
  queue_orders_.forget(token);
  changes_.tell(Answered{token, Answered::Outcome::unavailable, {}, {}});
  originates_.refused(token);
}

Result<Token> Exchange::act(wire::ami::Action const& action, Time now) {
  if (state_ != LinkState::live) return fail(Errc::unavailable, "no link to Asterisk");
  auto const is_originate = equal_ignoring_case(action.name, "Originate");
  if (is_originate && originates_.is_full()) return fail(Errc::unavailable, "too many calls are being made");
  auto const id = actions_.send(action, Connection::Use::command, now);
  if (!id && id.error().code == Errc::bad_request)
    effects_.emplace_back(Log{LogLevel::warning, "not sent to Asterisk: " + id.error().detail});
  if (!id) return tl::make_unexpected(id.error());
  Token const token{static_cast<std::int64_t>(*id)};
  queue_orders_.begin(token, action);
  if (is_originate) originates_.begin(token, "x" + std::to_string(*id), action, now);
  return token;
}

void Exchange::know_lines(Table<OwnExtension> lines) {
  for (auto const& device : model_.hints.know_lines(std::move(lines))) changes_.touch_device(device);
  changes_.settle(model_);
}

void Exchange::tick(Time now) {
  if (now >= reconnect_at_) connect(now);
  if (now >= boot_by_) {
    effects_.emplace_back(Log{LogLevel::warning, "Asterisk has not said FullyBooted: still starting, or the line read= of \"" +
                                                     settings_.username + "\" in manager.conf lacks the class system"});
    synchronise(now);
  }
  for (auto const& late : events_.tick(now)) unanswered(late);
  for (auto const& late : actions_.tick(now)) unanswered(late);
  originates_.tick(changes_, now);
  settle(now);
}

/// What follows from a message or from the time, however it came.
void Exchange::settle(Time now) {
  peers_.settle(model_, changes_, now);
  drift_.settle(effects_, now);
  if (events_.is_ready() && state_ != LinkState::connecting) {
    auto here = scene(now);
    sync_.tick(here);
    if (state_ == LinkState::syncing && sync_.is_complete() && actions_.is_ready()) {
      changes_.settle(model_);
      live_since_ = now;
      enter(LinkState::live);
    }
  }
  for (auto const* const fault : {&events_.fault(), &actions_.fault(), &sync_.fault()})
    if (!fault->empty() && (events_.is_open() || actions_.is_open())) return drop(std::string(*fault), now);
  changes_.settle(model_);
}

void Exchange::enter(LinkState state) {
  if (state_ == state) return;
  state_ = state;
  changes_.settle(model_);
  changes_.tell(LinkChanged{state});
}

/// One connection without the other is of no use: events would be missed, or nothing could be done. (1.5)
void Exchange::drop(std::string_view reason, Time now) {
  events_.close();
  actions_.close();
  if (live_since_) model_.heard_until = heard_at_;
  sync_.stop();
  boot_by_ = Time::max();
  for (auto const& pending : events_.abandon()) unanswered(pending);
  for (auto const& pending : actions_.abandon()) unanswered(pending);
  originates_.give_up(changes_);
  if (live_since_ && now - *live_since_ >= good_service) backoff_.reset();
  live_since_.reset();
  reconnect_at_ = now + backoff_.next();
  auto const wait = std::chrono::ceil<std::chrono::seconds>(reconnect_at_ - now).count();
  effects_.emplace_back(Log{LogLevel::warning, "no link to Asterisk: " + std::string(reason) + "; next attempt " +
                                                   (wait == 0 ? "at once" : "in " + std::to_string(wait) + " s")});
  enter(LinkState::connecting);
}

Time Exchange::deadline() const {
  return std::min({reconnect_at_, boot_by_, events_.deadline(), actions_.deadline(), peers_.deadline(), originates_.deadline(),
                   drift_.deadline(), state_ == LinkState::connecting ? Time::max() : sync_.deadline(rereads_)});
}

}  // namespace crosspoint::pbx
