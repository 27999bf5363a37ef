#include "core/core.h"

#include <algorithm>

#include "core/configuration.h"

namespace crosspoint::core {

Core::Core(Settings const& settings)
    : channel_ids_(settings.run),
      exchange_(settings.exchange, effects_),
      transfer_results_(exchange_, events_),
      attended_transfers_(directory_, exchange_, settings.voicemail_codes, settings.transfer_ring_time, transfer_results_,
                          events_, effects_),
      holds_(directory_, exchange_, attended_transfers_, events_, effects_),
      lines_(directory_, events_),
      voicemails_(directory_, events_),
      members_(directory_, exchange_),
      features_(directory_, tokens_, events_, effects_),
      logins_(directory_, exchange_, wall_clock_, tokens_, events_, effects_, settings.member_form),
      agents_(directory_, exchange_, wall_clock_, holds_, logins_, events_),
      membership_(directory_, logins_, agents_, tokens_, events_, effects_),
      listening_(directory_, logins_, exchange_, events_),
      presences_(directory_, features_, logins_, tokens_, effects_),
      lamps_(directory_, agents_, exchange_, settings.feature_codes),
      calls_(directory_, lines_, exchange_, holds_, channel_ids_, settings.voicemail_codes, events_),
      personal_contacts_(settings.people.seed, directory_, tokens_, events_, effects_),
      people_(settings.people, directory_, personal_contacts_, events_, effects_),
      chat_(settings.keep_chat ? domain::Chat::Keeping::on : domain::Chat::Keeping::off, wall_clock_, tokens_, events_, effects_),
      history_(settings.history, directory_, exchange_, people_, wall_clock_, tokens_, events_, effects_),
      dialplan_(directory_, wall_clock_, features_, logins_, people_, settings.routing, settings.incoming, settings.feature_codes,
                events_, effects_),
      current_calls_(directory_, holds_, attended_transfers_, events_),
      blind_transfers_(directory_, exchange_, settings.voicemail_codes, transfer_results_, events_, effects_),
      switchboard_(directory_, exchange_, holds_, channel_ids_, events_),
      call_endings_(exchange_, attended_transfers_, transfer_results_, events_),
      own_calls_(directory_, exchange_, holds_, attended_transfers_, switchboard_, transfer_results_, call_endings_, events_),
      exchange_link_(events_),
      auto_answer_(directory_, exchange_),
      queue_entries_(directory_, exchange_, events_),
      queue_statistics_(directory_, exchange_, agents_, events_),
      queue_calls_(directory_, wall_clock_, tokens_, effects_),
      rooms_(directory_, exchange_, events_),
      sheets_(settings.sheets, settings.incoming, directory_, exchange_, wall_clock_, presences_, people_, events_),
      forms_(settings.has_webhook ? domain::Forms::Webhook::configured : domain::Forms::Webhook::none, wall_clock_, tokens_,
             effects_),
      faxes_(settings.fax, directory_, exchange_, channel_ids_, tokens_, events_, effects_),
      state_{directory_,     presences_,        lines_,       voicemails_, agents_,        members_,
             queue_entries_, queue_statistics_, queue_calls_, rooms_,      exchange_link_, wall_clock_},
      clients_(settings.run, wall_clock_, effects_),
      updates_(state_, clients_,
               settings.sessions.context_separation ? cti::Updates::Separation::on : cti::Updates::Separation::off),
      sessions_(settings.sessions, state_, clients_, updates_,
                {state_,      clients_,     presences_,     features_,          calls_,
                 chat_,       history_,     people_,        personal_contacts_, logins_,
                 membership_, listening_,   current_calls_, blind_transfers_,   attended_transfers_,
                 holds_,      switchboard_, own_calls_,     updates_,           rooms_,
                 forms_,      faxes_},
                effects_),
      console_(state_, sessions_, exchange_, effects_),
      version_(settings.version),
      api_({version_, exchange_, sessions_}, effects_) {}

flow::Effects Core::step(flow::Input input, Time now) {
  std::visit([&](auto& each) { take(each, now); }, input);
  tell_what_happened(now);
  console_.tell_followers();
  return std::exchange(effects_, {});
}

Time Core::deadline() const {
  return std::min({exchange_.deadline(), sessions_.deadline(), presences_.deadline(), people_.deadline(), agents_.deadline(),
                   attended_transfers_.deadline(), transfer_results_.deadline(), holds_.deadline(), own_calls_.deadline(),
                   queue_statistics_.deadline(), queue_calls_.deadline(), forms_.deadline(), faxes_.deadline()});
}

Vitals Core::vitals() const { return {name_of(exchange_.state()), exchange_.model().events, exchange_.drift_repaired()}; }

/// Each knows the tokens of its own.
void Core::take(flow::Tick const&, Time now) {
  exchange_.tick(now);
  sessions_.tick(now);
  presences_.tick(now);
  people_.tick(now);
  queue_statistics_.tick(now);
  queue_calls_.tick(now);
  forms_.tick(now);
  faxes_.tick(now);
}

/// Message by message: nobody looks at a model that is ahead of what it is told.
void Core::take(flow::AmiBytes const& input, Time now) {
  exchange_.received(input.link, input.bytes, now);
  while (exchange_.next(input.link, now)) tell_what_happened(now);
}

/// The name of who calls is set by the answer: the sheets hear first whom the exchange knew by the number alone.
void Core::take(flow::AgiAsked const& input, Time now) {
  sheets_.asked(input.request, now);
  dialplan_.asked(input, now);
}

void Core::take(flow::Stored const& input, Time now) {
  features_.stored(input.token, input.done);
  chat_.stored(input.token, input.done);
  history_.stored(input.token, input.done);
  personal_contacts_.stored(input.token, input.done, now);
  membership_.stored(input.token, input.done, now);
  forms_.stored(input.token, input.done, now);
  logins_.stored(input.token, now);
}

/// Clients reckon how long something lasts from when it began by the clock of that time: it is told again by the new one.
void Core::take(flow::WallClockSet const& input, Time now) {
  auto const by = wall_clock_.set(now, input.shown);
  if (std::chrono::abs(by) < std::chrono::seconds(1)) return;
  auto const seconds = std::chrono::round<std::chrono::seconds>(by).count();
  effects_.emplace_back(Log{LogLevel::warning, "the clock of this machine was set by " + std::to_string(seconds) + " s"});
  for (auto const& [id, agent] : directory_.agents) events_.emplace_back(domain::AgentChanged{id, false});
  for (auto const& [name, queue] : exchange_.model().queues)
    if (!queue.entries.empty()) queue_entries_.changed(name);
  for (auto const& [name, room] : exchange_.model().rooms) rooms_.changed(name);
  current_calls_.tell_again();
  own_calls_.tell_again();
  exchange_link_.tell_again();
}

void Core::take(flow::Configured& input, Time now) {
  features_.keep_unsaved(input.directory);
  auto const before = std::exchange(directory_, std::move(input.directory));
  exchange_.know_lines(own_extensions(directory_));
  lines_.reconfigured();
  members_.reconfigured();
  history_.reconfigured();
  logins_.reconfigured(before, now);
  agents_.reconfigured();
  people_.reconfigured();
  lamps_.reconfigured(now);
  personal_contacts_.reconfigured();
  dialplan_.reconfigured();
  current_calls_.reconfigured();
  own_calls_.reconfigured();
  auto_answer_.reconfigured();
  queue_entries_.reconfigured();
  queue_statistics_.reconfigured(now);
  queue_calls_.reconfigured();
  sheets_.reconfigured();
  if (!configured_) {
    configured_ = true;
    exchange_link_.changed(exchange_.state(), now);
    exchange_.start(now);
    return;
  }
  for (auto const user : sent_away(before, directory_)) sessions_.expel(user, now);
  sessions_.reconfigured(now);
  auto changes = differences(before, directory_);
  effects_.emplace_back(Log{LogLevel::info, "the configuration has changed: " + std::to_string(changes.size()) + " elements"});
  std::ranges::move(changes, std::back_inserter(events_));
  rooms_.reconfigured(before.rooms);
}

void Core::heed(pbx::LinkChanged const& notice, Time now) {
  effects_.emplace_back(Log{LogLevel::info, std::string("exchange: ") + name_of(notice.state)});
  exchange_link_.changed(notice.state, now);
  logins_.link_changed(notice.state, now);
  agents_.link_changed(notice.state, now);
  if (notice.state == pbx::LinkState::connecting) {
    calls_.link_lost();
    switchboard_.link_lost();
  }
  attended_transfers_.link_changed(notice.state);
  holds_.link_changed(notice.state, now);
  lamps_.link_changed(notice.state, now);
  if (notice.state != pbx::LinkState::live) return;
  queue_calls_.link_is_live(exchange_.model(), now);
  sheets_.link_is_live();
  faxes_.link_is_live();
}

void Core::heed(pbx::DeviceChanged const& notice, Time now) {
  auto const was_seen = exchange_.state() == pbx::LinkState::live;
  lines_.device_changed(notice.device, notice.status, was_seen ? std::optional(now) : std::nullopt);
}

void Core::heed(pbx::UserEventTold const& notice, Time now) {
  attended_transfers_.heed(notice, now);
  sheets_.told(notice, now);
  faxes_.told(notice);
}

void Core::heed(pbx::CallsChanged const& notice, Time now) {
  agents_.calls_changed(notice.device);
  auto_answer_.calls_changed(notice.device, now);
  current_calls_.calls_changed(notice.device);
  own_calls_.calls_changed(notice.device);
  sheets_.calls_changed(notice.device, now);
}

void Core::heed(pbx::Answered const& notice, Time now) {
  calls_.answered(notice);
  blind_transfers_.answered(notice, now);
  attended_transfers_.answered(notice, now);
  holds_.answered(notice, now);
  switchboard_.answered(notice, now);
  lamps_.answered(notice, now);
  logins_.answered(notice, now);
  listening_.answered(notice);
  faxes_.answered(notice, now);
}

void Core::heed(pbx::LegEnded const& notice, Time now) {
  history_.ended(notice);
  sheets_.ended(notice, now);
  agents_.leg_ended(notice, now);
  call_endings_.ended(notice);
  transfer_results_.ended(notice);
}

void Core::heed(pbx::MemberChanged const& notice, Time now) {
  logins_.member_changed(notice.queue, notice.member_name, now);
  agents_.member_changed(notice.member_name);
  tell_of_member(notice, now);
}

void Core::heed(pbx::MemberGone const& notice, Time now) {
  logins_.member_gone(notice.queue, notice.member_name, now);
  agents_.member_changed(notice.member_name);
  tell_of_member(notice, now);
}

template <class Notice>
void Core::tell_of_member(Notice const& notice, Time now) {
  queue_statistics_.changed(notice.queue, now);
  if (auto member = members_.find(notice.queue, notice.member_name, notice.interface))
    events_.emplace_back(domain::MemberChanged{std::move(*member)});
}

void Core::heed(pbx::EntriesChanged const& notice, Time now) {
  queue_entries_.changed(notice.queue);
  sheets_.entries_changed(notice.queue);
  queue_statistics_.changed(notice.queue, now);
}

void Core::heed(pbx::AgentCalled const& notice, Time now) {
  agents_.called(notice);
  sheets_.agent_called(notice.queue, notice.member_name, notice.caller, notice.leg, now);
}

void Core::heed(pbx::AgentConnected const& notice, Time now) {
  agents_.connected(notice);
  queue_calls_.answered(notice, now);
  sheets_.agent_connected(notice.queue, notice.member_name, notice.caller, notice.leg, now);
}

void Core::heed(pbx::AgentCompleted const& notice, Time now) {
  agents_.completed(notice, now);
  sheets_.agent_completed(notice.caller, now);
}

void Core::heed(pbx::Originated const& notice, Time) {
  calls_.originated(notice);
  faxes_.originated(notice);
  switchboard_.originated(notice);
}

void Core::tell_what_happened(Time now) {
  for (auto const& notice : exchange_.take_notices()) std::visit([&](auto const& each) { heed(each, now); }, notice);
  for (auto const& device : holds_.settle(now)) heed(pbx::CallsChanged{device}, now);
  agents_.look_again(now);
  for (auto const user : attended_transfers_.settle(now)) own_calls_.transfer_changed(user, now);
  transfer_results_.settle(now);
  switchboard_.settle(now);
  own_calls_.settle(now);
  rooms_.settle();
  for (auto const& event : std::exchange(events_, {})) {
    lamps_.heed(event, now);
    dialplan_.heed(event);
    history_.heed(event, now);
    transfer_results_.heed(event);
    call_endings_.heed(event);
    queue_statistics_.heed(event, now);
    if (sessions_.has_listeners() || clients_.gives_numbers())
      std::visit([&](auto const& each) { updates_.tell(each, now); }, event);
  }
}

}  // namespace crosspoint::core
