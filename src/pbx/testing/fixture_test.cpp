#include "pbx/testing/fixture.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "pbx/lists/lists.h"

namespace crosspoint::pbx::testing {
namespace {

constexpr std::string_view blank = "\r\n\r\n";

std::string with_id(std::string const& block, std::string const& id) { return block + "ActionID: " + id + "\r\n\r\n"; }

/// The message without ActionID and without the empty line that closes it.
std::string open_block(std::string_view message) {
  std::string out;
  while (!message.empty()) {
    auto const end = std::min(message.find("\r\n"), message.size());
    auto const line = message.substr(0, end);
    if (!line.empty() && !line.starts_with("ActionID:")) out.append(line).append("\r\n");
    message.remove_prefix(std::min(end + 2, message.size()));
  }
  return out;
}

List const* list_of(std::string_view action) {
  for (auto const* const list : lists::all())
    if (list->action == action) return list;
  return nullptr;
}

}  // namespace

std::vector<std::string> load(std::string_view set, std::string_view name) {
  std::ifstream file(std::string(CROSSPOINT_SOURCE_DIR "/tests/transcripts/") + std::string(set) + std::string(name) + ".ami",
                     std::ios::binary);
  EXPECT_TRUE(file) << set << name;
  std::stringstream all;
  all << file.rdbuf();
  auto const text = all.str();
  std::vector<std::string> messages;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = text.find(blank, at);
    auto const next = end == std::string::npos ? text.size() : end + blank.size();
    messages.push_back(text.substr(at, next - at));
    at = next;
  }
  return messages;
}

std::vector<std::string> all_transcripts(std::string_view set) {
  std::vector<std::string> names;
  for (auto const& file :
       std::filesystem::directory_iterator(std::string(CROSSPOINT_SOURCE_DIR "/tests/transcripts/") + std::string(set)))
    if (file.path().extension() == ".ami") names.push_back(file.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::string header(std::string_view message, std::string_view name) {
  auto const key = std::string(name) + ": ";
  for (std::size_t at = 0; at < message.size();) {
    auto const end = std::min(message.find("\r\n", at), message.size());
    auto const line = message.substr(at, end - at);
    if (line.starts_with(key)) return std::string(line.substr(key.size()));
    at = end + 2;
  }
  return {};
}

std::string dump(Model const& model, Detail detail) {
  std::vector<std::string> lines;
  auto const live = detail == Detail::all;
  std::ostringstream out;
  auto const end_line = [&] {
    lines.push_back(out.str());
    out.str({});
  };
  for (auto const& [id, c] : model.channels.all()) {
    out << "channel " << id << ' ' << c.name << ' ' << static_cast<int>(c.state) << " in " << c.bridge << " peer "
        << c.peer.uniqueid << ' ' << c.caller.name << '<' << c.caller.number << "> " << c.connected.name << '<'
        << c.connected.number << '>';
    if (live) out << " role " << static_cast<int>(c.role) << " hold " << c.on_hold << " queue " << c.queue << ' ' << c.exten;
    end_line();
  }
  for (auto const& [id, b] : model.bridges) {
    auto members = b.members;
    std::ranges::sort(members);
    out << "bridge " << id << ' ' << b.type;
    for (auto const& member : members) out << ' ' << member;
    end_line();
  }
  for (auto const& [name, hint] : model.hints.all()) out << "hint " << name << ' ' << hint.status, end_line();
  for (auto const& [name, device] : model.hints.devices())
    out << "device " << name << ' ' << model.device_status(name), end_line();
  for (auto const& [name, queue] : model.queues) {
    for (auto const& [interface, m] : queue.members.all())
      out << "member " << name << ' ' << m.name << ' ' << interface << ' ' << m.status << ' ' << m.paused << ' ' << m.penalty
          << ' ' << m.calls_taken,
          end_line();
    for (auto const& e : queue.entries)
      out << "entry " << name << ' ' << e.position << ' ' << e.uniqueid << ' ' << e.caller.number, end_line();
  }
  for (auto const& [name, room] : model.rooms)
    for (auto const& p : room.participants)
      out << "participant " << name << ' ' << p.uniqueid << ' ' << p.muted << ' ' << p.party.number << (live ? p.join_order : 0),
          end_line();
  for (auto const& [id, call] : model.parked) out << "parked " << id << ' ' << call.lot << ' ' << call.space, end_line();
  for (auto const& [name, box] : model.mailboxes) out << "mailbox " << name << ' ' << box.unheard << ' ' << box.heard, end_line();
  std::ranges::sort(lines);
  std::string text;
  for (auto const& line : lines) text += line + "\n";
  return text;
}

void FakeAsterisk::know(std::vector<std::string> const& transcript) {
  std::string argument;
  for (auto const& message : transcript) {
    auto const event = header(message, "Event");
    for (auto const* const list : lists::all()) {
      if (header(message, "ActionID").empty() || std::ranges::find(list->items, event) == list->items.end() || event.empty())
        continue;
      auto key = std::string(list->action);
      if (list == &lists::participants) key += " " + header(message, "Conference");
      if (list == &lists::bridge_members) continue;
      lists[key].push_back(open_block(message));
    }
  }
}

std::string FakeAsterisk::answer(flow::AmiLink link, std::string const& action) {
  heard.push_back(action);
  if (!answers) return {};
  auto const name = header(action, "Action");
  auto const id = header(action, "ActionID");
  if (name == "Challenge") return with_id("Response: Success\r\nChallenge: 840415273\r\n", id);
  if (name == "Login") {
    if (!lets_in) return with_id("Response: Error\r\nMessage: Authentication failed\r\n", id);
    auto text = with_id("Response: Success\r\nMessage: Authentication accepted\r\n", id);
    if (is_booted && link == flow::AmiLink::events)
      text += "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n";
    return text;
  }
  if (auto const reply = replies.find(name); reply != replies.end())
    return reply->second.empty() ? "" : with_id(reply->second, id);
  auto const* const list = list_of(name);
  if (!list || list->complete.empty()) return with_id("Response: Success\r\n", id);
  auto const argument = list->argument.empty() ? std::string{} : header(action, list->argument);
  auto found = lists.find(argument.empty() ? name : name + " " + argument);
  if (found == lists.end()) found = lists.find(name);
  auto text = with_id("Response: Success\r\nEventList: start\r\nMessage: items will follow\r\n", id);
  std::size_t items = 0;
  if (found != lists.end())
    for (auto const& item : found->second) {
      text += with_id(item, id);
      ++items;
    }
  return text + with_id("Event: " + std::string(list->complete) +
                            "\r\nEventList: Complete\r\nListItems: " + std::to_string(items) + "\r\n",
                        id);
}

int FakeAsterisk::times(std::string_view action) const {
  return static_cast<int>(std::ranges::count_if(heard, [&](auto const& text) { return header(text, "Action") == action; }));
}

Settings Desk::default_settings() {
  Settings settings;
  settings.username = "crosspoint";
  settings.secret = "lab-secret";
  settings.compare_every = std::chrono::hours(24);
  return settings;
}

Desk::Desk(Settings settings) : exchange(std::move(settings), effects) {}

void Desk::go_live() {
  exchange.start(now);
  pump();
  EXPECT_EQ(exchange.state(), LinkState::live);
  (void)take();
}

void Desk::pump() {
  while (!effects.empty()) {
    for (auto const& effect : std::exchange(effects, {})) {
      if (auto const* const log = std::get_if<Log>(&effect)) logs.push_back(*log);
      if (auto const* const open = std::get_if<flow::AmiConnect>(&effect)) {
        if (open->link == flow::AmiLink::events) attempts.push_back(now);
        if (!asterisk.is_there) {
          exchange.closed(open->link, "connection refused", now);
          continue;
        }
        exchange.connected(open->link, now);
        if (asterisk.answers) hear(open->link, asterisk.banner);
      }
      if (auto const* const sent = std::get_if<flow::AmiSend>(&effect))
        if (auto const answer = asterisk.answer(sent->link, sent->bytes); !answer.empty()) hear(sent->link, answer);
    }
  }
}

void Desk::advance(Duration duration) {
  auto const end = now + duration;
  while (exchange.deadline() <= end) {
    now = std::max(now, exchange.deadline());
    exchange.tick(now);
    pump();
  }
  now = end;
}

void Desk::hear(flow::AmiLink link, std::string_view bytes) {
  exchange.received(link, bytes, now);
  while (exchange.next(link, now)) {}
}

void Desk::feed(std::string_view bytes, std::size_t chunk) {
  while (!bytes.empty()) {
    hear(flow::AmiLink::events, bytes.substr(0, chunk));
    bytes.remove_prefix(std::min(chunk, bytes.size()));
    pump();
  }
}

void Desk::play(std::vector<std::string> const& script, std::string_view until, std::string_view with) {
  auto const start = played;
  for (; played < script.size(); ++played) {
    auto const& message = script[played];
    if (played > start && !until.empty() && header(message, "Event") == until &&
        (with.empty() || message.find(with) != std::string::npos))
      return;
    feed(message);
    advance(std::chrono::milliseconds(1));
  }
  played = 0;
  EXPECT_TRUE(until.empty()) << "no " << until << " in the transcript";
  rest();
}

std::vector<int> statuses(Notices const& notices, std::string_view device) {
  std::vector<int> out;
  for (auto const& notice : notices)
    if (auto const* const change = std::get_if<DeviceChanged>(&notice); change && change->device == device)
      out.push_back(change->status);
  return out;
}

}  // namespace crosspoint::pbx::testing
