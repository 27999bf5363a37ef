#include "cti/command_fixture.h"

#include "cti/messages_fixture.h"

namespace crosspoint::cti {
namespace {

void expect_described(flow::Effects const& effects) {
  auto const expect = [](std::string const& line) { EXPECT_EQ(DescribedMessages::instance().fault_of_line(line), ""); };
  for (auto const& effect : effects)
    if (auto const* const reply = std::get_if<flow::Reply>(&effect)) expect(reply->line);
    else if (auto const* const tell = std::get_if<flow::Tell>(&effect)) expect(tell->line);
}

}  // namespace

CommandFixture::CommandFixture() {
  directory.xivo_uuid = server;
  directory.users[UserId{1}] = {.id = UserId{1},
                                .uuid = alice,
                                .login = "alice",
                                .firstname = "Alice",
                                .lastname = "Martin",
                                .profile = ProfileId{3},
                                .agent = AgentId{7},
                                .voicemail = VoicemailId{1},
                                .lines = {LineId{1}}};
  directory.users[UserId{2}] = {.id = UserId{2},
                                .uuid = bob,
                                .login = "bob",
                                .firstname = "Bob",
                                .lastname = "Stone",
                                .profile = ProfileId{3},
                                .lines = {LineId{2}}};
  directory.lines[LineId{1}] = {.id = LineId{1}, .user = UserId{1}, .name = "1001", .number = "1001"};
  directory.lines[LineId{2}] = {.id = LineId{2}, .user = UserId{2}, .name = "1002", .number = "1002", .context = "branch"};
  directory.profiles[ProfileId{3}] = {.id = ProfileId{3}, .name = "Client", .presences = "office"};
  directory.presence_groups["office"] = {.name = "office",
                                         .presences = {{.name = "available", .actions = {{"enablednd", "false"}}},
                                                       {.name = "away"},
                                                       {.name = "disconnected", .actions = {{"agentlogoff", ""}}}}};
  directory.agents[AgentId{7}] = {.id = AgentId{7}, .number = "2001", .firstname = "Alice", .lastname = "Martin"};
  directory.queues[QueueId{1}] = {
      .id = QueueId{1}, .name = "blue", .display_name = "Blue", .number = "3001", .agents = {AgentId{7}}, .lines = {LineId{2}}};
  directory.voicemails[VoicemailId{1}] = {.id = VoicemailId{1}, .mailbox = "1001"};
  directory.rooms[RoomId{1}] = {.id = RoomId{1}, .name = "assembly", .number = "4001"};
  lines.reconfigured();
  members.reconfigured();
  people.reconfigured();
  logins.reconfigured({}, now);
  agents.reconfigured();
  agents.look_again(now);
  current_calls.reconfigured();
  queue_calls.reconfigured();
  events.clear();
}

CommandFixture::~CommandFixture() { expect_described(effects); }

void CommandFixture::say(std::string_view request) {
  auto const parsed = boost::json::parse(boost::json::string_view(request.data(), request.size()));
  auto const& object = parsed.as_object();
  auto const* const tag = object.if_contains("commandid");
  dispatch(services, {{SessionId{10}, UserId{1}, tag ? boost::json::serialize(*tag) : ""}, rights, scope, now, extensions},
           object);
  tell_events();
}

void CommandFixture::say_and_commit(std::string_view request) {
  effects.clear();
  say(request);
  std::vector<Token> asked;
  for (auto const& effect : effects)
    if (auto const* const store = std::get_if<flow::Store>(&effect)) asked.push_back(store->token);
  for (auto const token : asked) features.stored(token, true);
  tell_events();
}

std::string CommandFixture::ask(std::string_view request) {
  effects.clear();
  say(request);
  return replies();
}

std::string CommandFixture::commit() {
  for (auto const& effect : std::exchange(effects, {}))
    if (auto const* const store = std::get_if<flow::Store>(&effect))
      personal.stored(store->token, true, now), membership.stored(store->token, true, now);
  tell_events();
  return replies();
}

void CommandFixture::tell_events() {
  for (auto const& event : std::exchange(events, {})) std::visit([&](auto const& each) { updates.tell(each, now); }, event);
  expect_described(effects);
}

std::string CommandFixture::without_time(std::string line) { return line.substr(0, line.find(",\"timenow\"")) + "}"; }

std::string CommandFixture::told(flow::Topic topic) const {
  std::string all;
  for (auto const& effect : effects)
    if (auto const* const tell = std::get_if<flow::Tell>(&effect); tell && tell->topic == topic) all += without_time(tell->line);
  return all;
}

std::string CommandFixture::replies() const {
  std::string lines_sent;
  for (auto const& effect : effects)
    if (auto const* const reply = std::get_if<flow::Reply>(&effect)) lines_sent += without_time(reply->line);
  return lines_sent;
}

}  // namespace crosspoint::cti
