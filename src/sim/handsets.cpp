#include "sim/handsets.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace crosspoint::sim {

std::string contact_of(Phone const& phone) {
  return "sip:" + phone.number + "@127.0.0.1:" + std::to_string(20'000 + to_integer(phone.number).value_or(0) % 40'000);
}

Result<Phone*> Handsets::find(std::string_view number) {
  if (auto* const phone = switch_.phone(number)) return phone;
  return fail(Errc::unknown, "there is no phone " + std::string(number) + ": see `phones`");
}

Channel* Handsets::first(Phone const& phone, ChannelState state) {
  for (auto const id : phone.channels)
    if (auto* const channel = switch_.find(id); channel->state == state) return channel;
  return nullptr;
}

Result<> Handsets::call(std::string_view from, std::string_view to) {
  auto const phone = find(from);
  if (!phone) return tl::make_unexpected(phone.error());
  if (!(*phone)->registered) return fail(Errc::unavailable, "the phone is not registered: `register " + std::string(from) + "`");
  if (!dialplan_.exists((*phone)->context, to))
    return fail(Errc::unknown, "404: there is no extension " + std::string(to) + " in context " + (*phone)->context);
  auto& channel = switch_.create(**phone, {.state = ChannelState::ring, .context = (*phone)->context, .exten = std::string(to)});
  dialplan_.run(channel, (*phone)->context, to);
  return {};
}

Result<> Handsets::answer(std::string_view number) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  auto* const channel = first(**phone, ChannelState::ringing);
  if (!channel) return fail(Errc::unknown, "nothing rings at " + std::string(number));
  switch_.application(*channel)->answered(*channel);
  return {};
}

Result<> Handsets::reject(std::string_view number, Refusal how) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  auto* const channel = first(**phone, ChannelState::ringing);
  if (!channel) return fail(Errc::unknown, "nothing rings at " + std::string(number));
  switch_.application(*channel)->refused(*channel, how);
  return {};
}

Result<> Handsets::hang_up(std::string_view number, std::string_view other) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  auto const wanted = [&](Channel const& channel) {
    auto const* const peer = switch_.peer(channel);
    return other.empty() || (peer ? peer->phone : channel.exten) == other;
  };
  for (auto const id : (*phone)->channels)
    if (auto* const channel = switch_.find(id); channel->state != ChannelState::ringing && wanted(*channel)) {
      switch_.application(*channel)->ended(*channel, Ender::phone);
      return {};
    }
  if (other.empty() && first(**phone, ChannelState::ringing)) return reject(number, Refusal::busy);
  return fail(Errc::unknown, std::string(number) + " has no such call: see `calls`");
}

Result<> Handsets::hold(std::string_view number) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  for (auto const id : (*phone)->channels)
    if (auto* const channel = switch_.find(id); switch_.peer(*channel) && !channel->holding) {
      switch_.hold(*channel);
      return {};
    }
  return fail(Errc::unknown, std::string(number) + " talks to nobody whom it could hold");
}

Result<> Handsets::resume(std::string_view number) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  for (auto const id : (*phone)->channels)
    if (auto* const channel = switch_.find(id); channel->holding) {
      switch_.resume(*channel);
      return {};
    }
  return fail(Errc::unknown, std::string(number) + " holds nobody: `hold " + std::string(number) + "` comes first");
}

void Handsets::contact_event(Phone const& phone, std::string_view status) {
  switch_.feed()
      .event(EventClass::system, "ContactStatus")
      .add("URI", contact_of(phone))
      .add("ContactStatus", status)
      .add("AOR", phone.number)
      .add("EndpointName", phone.number)
      .add("RoundtripUsec", 0);
}

Result<> Handsets::register_phone(std::string_view number) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  if (!std::exchange((*phone)->registered, true))
    switch_.feed()
        .event(EventClass::system, "PeerStatus")
        .add("ChannelType", "PJSIP")
        .add("Peer", (*phone)->device())
        .add("PeerStatus", "Reachable");
  contact_event(**phone, "NonQualified");
  switch_.touch(**phone);
  return {};
}

Result<> Handsets::unregister_phone(std::string_view number) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  if (!std::exchange((*phone)->registered, false)) return {};
  switch_.feed()
      .event(EventClass::system, "PeerStatus")
      .add("ChannelType", "PJSIP")
      .add("Peer", (*phone)->device())
      .add("PeerStatus", "Unreachable");
  contact_event(**phone, "Removed");
  switch_.touch(**phone);
  return {};
}

Result<std::string> Handsets::state(std::string_view number) {
  auto const phone = find(number);
  if (!phone) return tl::make_unexpected(phone.error());
  auto const with = [](std::string const& word, std::string const& other) { return other.empty() ? word : word + " " + other; };
  if (auto const* const channel = first(**phone, ChannelState::ringing)) return with("ringing", channel->connected.number);
  if (auto const* const channel = first(**phone, ChannelState::ring)) return with("calling", channel->exten);
  if (auto const* const channel = first(**phone, ChannelState::up)) {
    auto const* const other = switch_.peer(*channel);
    auto const where = other ? other->phone : channel->exten;
    // One that was put through by Originate is up while the other phone still rings.
    if (channel->application == "Dial" && !other) return with("calling", where);
    return with(channel->held || channel->holding ? "held" : "up", where);
  }
  return (*phone)->registered ? "idle" : "unregistered";
}

}  // namespace crosspoint::sim
