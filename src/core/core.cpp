#include "core/core.h"

#include <algorithm>
#include <array>

#include "core/configuration.h"

namespace crosspoint::core {
namespace {

char const* name_of(pbx::LinkState state) {
  static constexpr std::array names{"connecting", "syncing", "live"};
  return names[static_cast<std::size_t>(state)];
}

}  // namespace

Core::Core(Settings const& settings)
    : exchange_(settings.exchange, effects_),
      lines_(directory_, events_),
      voicemails_(directory_, events_),
      members_(directory_, exchange_),
      features_(directory_, tokens_, events_, effects_),
      logins_(directory_, exchange_, tokens_, events_, effects_, settings.member_form),
      agents_(directory_, exchange_, logins_, events_),
      membership_(directory_, logins_, agents_, tokens_, events_, effects_),
      listening_(directory_, logins_, exchange_, events_),
      presences_(directory_, features_, logins_, effects_),
      lamps_(directory_, agents_, exchange_, settings.feature_codes),
      calls_(directory_, lines_, exchange_, settings.voicemail_codes, events_),
      personal_contacts_(settings.people.seed, directory_, tokens_, events_, effects_),
      people_(settings.people, directory_, personal_contacts_, events_, effects_),
      chat_(settings.keep_chat ? domain::Chat::Keeping::on : domain::Chat::Keeping::off, tokens_, events_, effects_),
      history_(settings.history, directory_, exchange_, tokens_, events_, effects_),
      dialplan_(directory_, features_, logins_, settings.routing, settings.feature_codes, events_, effects_),
      state_{directory_, presences_, lines_, voicemails_, agents_, members_},
      clients_(effects_),
      updates_(state_, clients_,
               settings.sessions.context_separation ? cti::Updates::Separation::on : cti::Updates::Separation::off),
      sessions_(settings.sessions, state_, clients_, updates_,
                {state_, clients_, presences_, features_, calls_, chat_, history_, people_, personal_contacts_, logins_,
                 membership_, listening_},
                effects_),
      console_(state_, sessions_, exchange_, effects_) {}

flow::Effects Core::step(flow::Input input, Time now) {
  std::visit([&](auto& each) { take(each, now); }, input);
  tell_what_happened(now);
  console_.tell_followers();
  return std::exchange(effects_, {});
}

Time Core::deadline() const {
  return std::min({exchange_.deadline(), sessions_.deadline(), people_.deadline(), agents_.deadline()});
}

Vitals Core::vitals() const { return {name_of(exchange_.state()), exchange_.model().events, exchange_.drift_repaired()}; }

/// Each knows the tokens of its own.
void Core::take(flow::Tick const&, Time now) {
  exchange_.tick(now);
  sessions_.tick(now);
  people_.tick(now);
}

void Core::take(flow::Stored const& input, Time now) {
  features_.stored(input.token, input.done);
  chat_.stored(input.token, input.done);
  personal_contacts_.stored(input.token, input.done, now);
  membership_.stored(input.token, input.done, now);
  logins_.stored(input.token, now);
}

void Core::take(flow::Configured& input, Time now) {
  features_.keep_unsaved(input.directory);
  auto const before = std::exchange(directory_, std::move(input.directory));
  lines_.reconfigured();
  history_.reconfigured();
  logins_.reconfigured(before, now);
  agents_.reconfigured();
  people_.reconfigured();
  lamps_.reconfigured(now);
  personal_contacts_.reconfigured();
  dialplan_.reconfigured();
  if (!configured_) {
    configured_ = true;
    exchange_.start(now);
    return;
  }
  for (auto const user : sent_away(before, directory_)) sessions_.expel(user, now);
  sessions_.reconfigured();
  auto changes = differences(before, directory_);
  effects_.emplace_back(Log{LogLevel::info, "the configuration has changed: " + std::to_string(changes.size()) + " elements"});
  std::ranges::move(changes, std::back_inserter(events_));
}

void Core::heed(pbx::LinkChanged const& notice, Time now) {
  effects_.emplace_back(Log{LogLevel::info, std::string("exchange: ") + name_of(notice.state)});
  if (notice.state == pbx::LinkState::connecting) calls_.link_lost();
  logins_.link_changed(notice.state, now);
  agents_.link_changed(notice.state);
  lamps_.link_changed(notice.state, now);
}

void Core::heed(pbx::Answered const& notice, Time now) {
  calls_.answered(notice);
  lamps_.answered(notice, now);
  logins_.answered(notice, now);
  listening_.answered(notice);
}

void Core::heed(pbx::LegEnded const& notice, Time now) {
  history_.ended(notice);
  agents_.leg_ended(notice, now);
}

void Core::heed(pbx::MemberChanged const& notice, Time now) {
  logins_.member_changed(notice.queue, notice.member_name, now);
  agents_.member_changed(notice.member_name);
  tell_of_member(notice.queue, notice.member_name);
}

void Core::heed(pbx::MemberGone const& notice, Time) {
  logins_.member_gone(notice.queue, notice.member_name);
  agents_.member_changed(notice.member_name);
  tell_of_member(notice.queue, notice.member_name);
}

void Core::tell_of_member(std::string const& queue, std::string const& member_name) {
  if (auto const member = members_.find(queue, member_name)) events_.emplace_back(domain::MemberChanged{member->id()});
}

void Core::tell_what_happened(Time now) {
  for (auto const& notice : exchange_.take_notices()) std::visit([&](auto const& each) { heed(each, now); }, notice);
  agents_.look_again(now);
  for (auto const& event : std::exchange(events_, {})) {
    lamps_.heed(event, now);
    dialplan_.heed(event);
    history_.heed(event, now);
    std::visit([&](auto const& each) { updates_.tell(each, now); }, event);
  }
}

}  // namespace crosspoint::core
