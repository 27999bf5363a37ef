#include <array>
#include <cstdio>

#include "sim/actions.h"
#include "sim/apps/joined.h"

namespace crosspoint::sim::actions {
namespace {

std::int64_t age(Exchange& exchange, Channel const& channel) {
  return std::chrono::floor<std::chrono::seconds>(exchange.lines.now() - channel.created).count();
}

/// hh:mm:ss
std::string duration_of(std::int64_t seconds) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%02lld:%02lld:%02lld", static_cast<long long>(seconds / 3600),
                static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
  return text.data();
}

std::string bridge_of(Exchange& exchange, Channel const& channel) {
  auto const* const bridge = exchange.lines.find(channel.bridge);
  return bridge ? bridge->uniqueid : std::string{};
}

void status_item(Exchange& exchange, Request& request, Channel const& channel) {
  auto const or_unknown = [](std::string const& text) { return text.empty() ? std::string("<unknown>") : text; };
  auto item = request.late_item("Status");
  item.add("Privilege", "Call")
      .with(channel)
      .add("Type", "PJSIP")
      .add("DNID", channel.exten)
      .add("EffectiveConnectedLineNum", or_unknown(channel.connected.number))
      .add("EffectiveConnectedLineName", or_unknown(channel.connected.name))
      .add("TimeToHangup", 0)
      .add("BridgeID", bridge_of(exchange, channel))
      .add("Application", channel.application)
      .add("Data", channel.data)
      .add("Nativeformats", "(ulaw)")
      .add("Readformat", "ulaw")
      .add("Readtrans", "")
      .add("Writeformat", "ulaw")
      .add("Writetrans", "")
      .add("Callgroup", 0)
      .add("Pickupgroup", 0)
      .add("Seconds", age(exchange, channel));
  request.end_item(item);
}

struct Move {
  ChannelId channel;
  std::string context, exten;
};

/// Takes the channels out of what serves them, both at once if it is the same, and lets them go on elsewhere.
void move_all(Exchange& exchange, std::vector<Move> const& moves) {
  std::map<ApplicationId, std::vector<ChannelId>> leaving;
  for (auto const& move : moves) {
    auto& channel = *exchange.lines.find(move.channel);
    // It is seen at its new place before it leaves the bridge.
    channel.context = move.context;
    channel.exten = move.exten;
    leaving[channel.served_by].push_back(move.channel);
  }
  for (auto const& [served_by, channels] : leaving)
    exchange.lines.application(*exchange.lines.find(channels.front()))->taken(channels);
  for (auto const& move : moves)
    if (auto* const channel = exchange.lines.find(move.channel)) exchange.dialplan.run(*channel, move.context, move.exten);
}

}  // namespace

void core_show_channels(Exchange& exchange, Request& request) {
  request.start_list("Channels will follow");
  for (auto const& [id, channel] : exchange.lines.channels())
    request.item("CoreShowChannel")
        .with(channel)
        .add("Application", channel.application)
        .add("ApplicationData", channel.data)
        .add("Duration", duration_of(age(exchange, channel)))
        .add("BridgeId", bridge_of(exchange, channel))
        .end();
  request.end_list("CoreShowChannelsComplete");
}

void status(Exchange& exchange, Request& request) {
  auto const wanted = request.get("Channel");
  if (!wanted.empty() && !exchange.lines.find(wanted)) return request.error("No such channel");
  request.start_list("Channel status will follow");
  std::size_t items = 0;
  for (auto const& [id, channel] : exchange.lines.channels())
    if (wanted.empty() || wanted == channel.name) {
      status_item(exchange, request, channel);
      ++items;
    }
  request.closing("StatusComplete").add("Items", items).end();
}

void bridge_list(Exchange& exchange, Request& request) {
  request.start_list("Bridge listing will follow");
  for (auto const& [id, bridge] : exchange.lines.bridges()) request.item("BridgeListItem").with(bridge).end();
  request.end_list("BridgeListComplete");
}

void hangup(Exchange& exchange, Request& request) {
  if (request.get("Channel").empty()) return request.error("No channel specified");
  auto* const channel = exchange.lines.find(request.get("Channel"));
  if (!channel) return request.error("No such channel");
  request.success("Channel Hungup");
  auto& application = *exchange.lines.application(*channel);
  // A leg that rings is then busy for whoever has called it.
  if (channel->state == ChannelState::ringing && request.get("Cause") == "17") application.refused(*channel, Refusal::busy);
  else application.ended(*channel, Ender::manager);
}

void redirect(Exchange& exchange, Request& request) {
  auto const name = request.get("Channel"), extra_name = request.get("ExtraChannel");
  if (name.empty()) return request.error("Channel not specified");
  auto* const channel = exchange.lines.find(name);
  if (!channel) return request.error("Channel does not exist: " + std::string(name));
  auto* const extra = exchange.lines.find(extra_name);
  if (!extra_name.empty() && !extra) return request.error("ExtraChannel does not exist: " + std::string(extra_name));
  // A leg that still rings has nothing that could go on elsewhere.
  auto const rings = [](Channel const& one) { return one.state == ChannelState::down || one.state == ChannelState::ringing; };
  if (rings(*channel) || (extra && (rings(*extra) || extra == channel))) return request.error("Redirect failed");
  request.success(extra ? "Dual Redirect successful" : "Redirect successful");

  auto const or_else = [&](std::string_view header, std::string_view other) {
    auto const value = request.get(header);
    return std::string(value.empty() ? request.get(other) : value);
  };
  std::vector<Move> moves{{channel->id, std::string(request.get("Context")), std::string(request.get("Exten"))}};
  if (extra) moves.push_back({extra->id, or_else("ExtraContext", "Context"), or_else("ExtraExten", "Exten")});
  move_all(exchange, moves);
}

void bridge(Exchange& exchange, Request& request) {
  auto const one = request.get("Channel1"), other = request.get("Channel2");
  if (one.empty() || other.empty()) return request.error("Missing channel parameter in request");
  auto* const first = exchange.lines.find(one);
  if (!first) return request.error("Channel1 does not exist: " + std::string(one));
  auto* const second = exchange.lines.find(other);
  if (!second) return request.error("Channel2 does not exist: " + std::string(other));
  request.success("Channels have been bridged");
  Joined::start(exchange.lines, *first, *second);
}

void blind_transfer(Exchange& exchange, Request& request) {
  auto const name = request.get("Channel"), context = request.get("Context"), exten = request.get("Exten");
  if (name.empty()) return request.error("No channel specified");
  if (exten.empty()) return request.error("No extension specified");
  auto* const channel = exchange.lines.find(name);
  if (!channel) return request.error("Channel specified does not exist");
  auto const* const there = exchange.lines.find(channel->bridge);
  auto* const other = exchange.lines.peer(*channel);
  if (!there || !other) return request.error("Transfer invalid");
  // As the real one: whether there is such an extension is seen by the channel that arrives there, and is hung up.
  request.success("Transfer succeeded");
  exchange.lines.event("BlindTransfer")
      .add("Result", "Success")
      .with(*channel, "Transferer")
      .with(*other, "Transferee")
      .with(*there)
      .add("IsExternal", "No")
      .add("Context", context)
      .add("Extension", exten);
  move_all(exchange, {{other->id, std::string(context), std::string(exten)}});
}

}  // namespace crosspoint::sim::actions
