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
      agents_(directory_, exchange_, events_),
      presences_(directory_, features_, agents_, effects_),
      lamps_(directory_, agents_, exchange_, settings.feature_codes),
      calls_(directory_, lines_, exchange_, settings.voicemail_codes, events_),
      personal_contacts_(settings.people.seed, directory_, tokens_, events_, effects_),
      people_(settings.people, directory_, personal_contacts_, events_, effects_),
      chat_(settings.keep_chat ? domain::Chat::Keeping::on : domain::Chat::Keeping::off, tokens_, events_, effects_),
      history_(settings.history, directory_, exchange_, tokens_, events_, effects_),
      dialplan_(directory_, features_, people_, settings.routing, settings.incoming, settings.feature_codes, events_, effects_),
      sheets_(settings.sheets, settings.incoming, directory_, exchange_, people_, events_),
      forms_(settings.has_webhook ? domain::Forms::Webhook::configured : domain::Forms::Webhook::none, tokens_, effects_),
      faxes_(settings.fax, directory_, exchange_, tokens_, events_, effects_),
      state_{directory_, presences_, lines_, voicemails_, agents_, members_},
      clients_(effects_),
      updates_(state_, clients_,
               settings.sessions.context_separation ? cti::Updates::Separation::on : cti::Updates::Separation::off),
      sessions_(settings.sessions, state_, clients_, updates_,
                {state_, clients_, presences_, features_, calls_, chat_, history_, people_, personal_contacts_, forms_, faxes_},
                effects_),
      console_(state_, sessions_, exchange_, effects_) {}

flow::Effects Core::step(flow::Input input, Time now) {
  std::visit([&](auto& each) { take(each, now); }, input);
  tell_what_happened(now);
  console_.tell_followers();
  return std::exchange(effects_, {});
}

Time Core::deadline() const {
  return std::min({exchange_.deadline(), sessions_.deadline(), people_.deadline(), forms_.deadline(), faxes_.deadline()});
}

Vitals Core::vitals() const { return {name_of(exchange_.state()), exchange_.model().events, exchange_.drift_repaired()}; }

/// Each knows the tokens of its own.
void Core::take(flow::Tick const&, Time now) {
  exchange_.tick(now);
  sessions_.tick(now);
  people_.tick(now);
  forms_.tick(now);
  faxes_.tick(now);
}

/// The name of who calls is set by the answer: the sheets hear first whom the exchange knew by the number alone.
void Core::take(flow::AgiAsked const& input, Time now) {
  sheets_.asked(input.request, now);
  dialplan_.asked(input, now);
}

void Core::take(flow::Stored const& input, Time now) {
  features_.stored(input.token, input.done);
  chat_.stored(input.token, input.done);
  personal_contacts_.stored(input.token, input.done, now);
  forms_.stored(input.token, input.done, now);
}

void Core::take(flow::Configured& input, Time now) {
  features_.keep_unsaved(input.directory);
  auto const before = std::exchange(directory_, std::move(input.directory));
  lines_.reconfigured();
  history_.reconfigured();
  agents_.reconfigured(now);
  people_.reconfigured();
  lamps_.reconfigured(now);
  personal_contacts_.reconfigured();
  dialplan_.reconfigured();
  sheets_.reconfigured();
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
  lamps_.link_changed(notice.state, now);
  if (notice.state != pbx::LinkState::live) return;
  sheets_.link_is_live();
  faxes_.link_is_live();
}

void Core::heed(pbx::Originated const& notice, Time) {
  calls_.originated(notice);
  faxes_.originated(notice);
}

void Core::heed(pbx::UserEventTold const& notice, Time now) {
  sheets_.told(notice, now);
  faxes_.told(notice);
}

void Core::heed(pbx::LegEnded const& notice, Time now) {
  history_.ended(notice);
  sheets_.ended(notice, now);
}

void Core::heed(pbx::Answered const& notice, Time now) {
  calls_.answered(notice);
  lamps_.answered(notice, now);
  faxes_.answered(notice, now);
}

void Core::member_changed(std::string const& queue, std::string const& member_name, Time now) {
  agents_.member_changed(member_name, now);
  if (auto const member = members_.find(queue, member_name)) events_.emplace_back(domain::MemberChanged{member->id()});
}

void Core::tell_what_happened(Time now) {
  for (auto const& notice : exchange_.take_notices()) std::visit([&](auto const& each) { heed(each, now); }, notice);
  for (auto const& event : std::exchange(events_, {})) {
    lamps_.heed(event, now);
    dialplan_.heed(event);
    history_.heed(event, now);
    std::visit([&](auto const& each) { updates_.tell(each, now); }, event);
  }
}

}  // namespace crosspoint::core
