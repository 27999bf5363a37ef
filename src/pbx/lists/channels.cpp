// The channels, and in which bridge each of them is. (telephony 1.6, 3 and 4)
#include "base/text.h"
#include "pbx/events/movement.h"
#include "pbx/events/snapshot.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

/// "hh:mm:ss" since the channel was created.
Duration read_duration(std::string_view text) {
  std::int64_t seconds = 0;
  while (!text.empty()) {
    auto const end = std::min(text.find(':'), text.size());
    seconds = seconds * 60 + to_integer(text.substr(0, end)).value_or(0) % 1'000'000;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::chrono::seconds(seconds);
}

/// Who dialled whom is not in the list, but what the channel runs gives it away.
void guess_role(Channel& channel, std::string_view application) {
  if (channel.role_is_final) return;
  if (application == "AppDial" || application == "AppQueue") channel.role = Role::callee;
  if (application == "Dial" || application == "Queue") channel.role = Role::caller;
}

/// What has happened to a channel that was there before we looked, as far as the item tells.
void guess_course(Channel& channel, std::string_view application) {
  auto& course = channel.course;
  if (channel.state == ChannelState::up) course.up = channel.created;
  if (course.start != Course::Start::unknown) return;
  if (channel.role == Role::callee) {
    course.start = Course::Start::called;
    course.from = channel.connected;
    course.may_be_missed = application != "AppQueue";
  } else if (channel.exten.empty() || channel.exten == "s") {
    course.start = Course::Start::originated;
  } else {
    course.start = Course::Start::dialled;
    course.exten = channel.exten;
    course.context = channel.context;
  }
}

/// The channel of an item, brought up to date as far as no event knows better. Null when it is gone.
Channel* take_over(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const seen = read_snapshot(item);
  auto* channel = scene.model.channels.find(seen.uniqueid);
  auto const touched = channel ? channel->mark.touched : 0;
  if (channel && run.is_older_than(channel->mark)) {
    channel->mark.listed = run.number;
    return channel;
  }
  auto const state = channel ? channel->state : ChannelState::down;
  auto const is_new = channel == nullptr;
  channel = see(scene, seen);
  if (!channel) return nullptr;
  channel->mark = {touched, run.number};
  if (is_new) {
    channel->created = scene.ago(read_duration(item.get("Duration")));
    guess_role(*channel, item.get("Application"));
    guess_course(*channel, item.get("Application"));
    run.repaired(scene, "channel", channel->uniqueid, "was not known");
  } else if (channel->state != state) {
    run.repaired(scene, "channel", channel->uniqueid, "had another state");
  }
  return channel;
}

void read_channel(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto* const channel = take_over(scene, run, item);
  if (!channel || run.is_older_than(channel->bridge_mark)) return;
  auto const bridge = item.get("BridgeId");
  if (channel->bridge == bridge) return;
  run.repaired(scene, "channel", channel->uniqueid, "was in another bridge");
  if (bridge.empty()) return leave_bridge(scene, *channel);
  see_bridge(scene, bridge, {});
  enter_bridge(scene, *channel, bridge);
}

void finish_channels(Scene& scene, ListRun& run) {
  std::vector<std::string> gone;
  for (auto const& [uniqueid, channel] : scene.model.channels.all())
    if (run.misses(channel.mark)) gone.push_back(uniqueid);
  auto const at = run.request.purpose == Purpose::resync ? scene.model.heard_until : scene.now;
  for (auto const& uniqueid : gone) {
    hang_up(scene, uniqueid, {.at = at});
    run.repaired(scene, "channel", uniqueid, "was there no more");
  }
}

void read_bridge(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const uniqueid = item.get("BridgeUniqueid");
  if (uniqueid.empty()) return;
  auto const* const known = lookup(scene.model.bridges, uniqueid);
  auto const is_new = known == nullptr || known->type.empty();
  auto& bridge = see_bridge(scene, uniqueid, item.get("BridgeType"));
  bridge.mark.listed = run.number;
  if (is_new) run.repaired(scene, "bridge", uniqueid, "was not known");
  auto const members = to_integer(item.get("BridgeNumChannels")).value_or(0);
  if (bridge.joins_two() && bridge.members.size() < static_cast<std::size_t>(members))
    run.ask(bridge_members, std::string(uniqueid));
}

void finish_bridges(Scene& scene, ListRun& run) {
  std::vector<std::string> gone;
  for (auto const& [uniqueid, bridge] : scene.model.bridges)
    if (run.misses(bridge.mark)) gone.push_back(uniqueid);
  for (auto const& uniqueid : gone) {
    destroy_bridge(scene, uniqueid);
    run.repaired(scene, "bridge", uniqueid, "was there no more");
  }
}

void read_member(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto* const channel = take_over(scene, run, item);
  if (channel && !run.is_older_than(channel->bridge_mark)) enter_bridge(scene, *channel, run.request.argument);
}

}  // namespace

constinit List const channels{.action = "CoreShowChannels",
                              .items = {"CoreShowChannel"},
                              .complete = "CoreShowChannelsComplete",
                              .read = read_channel,
                              .finish = finish_channels};
constinit List const bridges{.action = "BridgeList",
                             .items = {"BridgeListItem"},
                             .complete = "BridgeListComplete",
                             .read = read_bridge,
                             .finish = finish_bridges};
/// Asked only for a bridge that the channels have not explained.
constinit List const bridge_members{.action = "BridgeInfo",
                                    .argument = "BridgeUniqueid",
                                    .items = {"BridgeInfoChannel"},
                                    .complete = "BridgeInfoComplete",
                                    .when = List::When::on_demand,
                                    .read = read_member};

}  // namespace crosspoint::pbx::lists
