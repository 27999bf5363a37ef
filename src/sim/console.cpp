#include "sim/console.h"

#include <algorithm>
#include <optional>

namespace crosspoint::sim {
namespace {

constexpr std::string_view help =
    "phones                 the phones and what they do\n"
    "calls                  the channels of all calls\n"
    "queuelog               what the action QueueLog has added to the queue log\n"
    "state PHONE            idle, ringing, calling, up, held (by either side) or unregistered, and the other number\n"
    "call PHONE NUMBER      dials\n"
    "answer PHONE           picks up what rings\n"
    "reject PHONE [busy|declined]\n"
    "hangup PHONE [OTHER]   ends its oldest call, or the one with the other phone\n"
    "hold PHONE, resume PHONE\n"
    "register PHONE, unregister PHONE\n"
    "autoanswer PHONE on|off  whether it picks up calls that its own user asked for by a click\n"
    "drop                   cuts all AMI links without a word\n"
    "restart                forgets all calls and cuts all AMI links, as a killed Asterisk would\n"
    "help, quit\n";

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r\n"), line.size()));
    if (line.empty()) return words;
    auto const end = std::min(line.find_first_of(" \t\r\n"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

Result<std::string> quietly(Result<> result) {
  if (!result) return tl::make_unexpected(std::move(result.error()));
  return std::string{};
}

}  // namespace

std::string Console::answer(std::string_view line) {
  auto const words = split(line);
  if (words.empty()) return "ok\n";
  auto const result = run(words);
  return result ? *result + "ok\n" : "error: " + result.error().detail + "\n";
}

Result<std::string> Console::run(Words const& words) {
  using Step = Result<std::string> (Console::*)(Words const&);
  struct Verb {
    std::string_view name;
    Step step;
    std::size_t least, most;  ///< words after the verb
  };
  static constexpr Verb verbs[] = {
      {"queuelog", &Console::show, 0, 0},    {"phones", &Console::show, 0, 0},      {"calls", &Console::show, 0, 0},
      {"state", &Console::show, 1, 1},       {"help", &Console::show, 0, 0},        {"call", &Console::steer, 2, 2},
      {"answer", &Console::steer, 1, 1},     {"reject", &Console::steer, 1, 2},     {"hangup", &Console::steer, 1, 2},
      {"hold", &Console::steer, 1, 1},       {"resume", &Console::steer, 1, 1},     {"register", &Console::steer, 1, 1},
      {"unregister", &Console::steer, 1, 1}, {"autoanswer", &Console::steer, 2, 2}, {"drop", &Console::disturb, 0, 0},
      {"restart", &Console::disturb, 0, 0},  {"quit", &Console::disturb, 0, 0},
  };
  auto const* const verb = std::ranges::find(verbs, words[0], &Verb::name);
  if (verb == std::end(verbs)) return fail(Errc::unknown, "no such command: see `help`");
  if (words.size() - 1 < verb->least || words.size() - 1 > verb->most)
    return fail(Errc::bad_request, "wrong number of words: see `help`");
  return (this->*verb->step)(words);
}

Result<std::string> Console::steer(Words const& words) {
  auto& phones = simulator_.exchange_.handsets;
  auto const verb = words[0], phone = words[1];
  if (verb == "call") return quietly(phones.call(phone, words[2]));
  if (verb == "answer") return quietly(phones.answer(phone));
  if (verb == "hangup") return quietly(phones.hang_up(phone, words.size() == 3 ? words[2] : ""));
  if (verb == "hold") return quietly(phones.hold(phone));
  if (verb == "resume") return quietly(phones.resume(phone));
  if (verb == "register") return quietly(phones.register_phone(phone));
  if (verb == "unregister") return quietly(phones.unregister_phone(phone));
  auto const option = words.size() == 3 ? words[2] : "busy";
  if (verb == "reject") {
    if (option != "busy" && option != "declined") return fail(Errc::bad_request, "say `busy` or `declined`");
    return quietly(phones.reject(phone, option == "busy" ? Refusal::busy : Refusal::declined));
  }
  if (option != "on" && option != "off") return fail(Errc::bad_request, "say `on` or `off`");
  auto* const found = simulator_.exchange_.lines.phone(phone);
  if (!found) return fail(Errc::unknown, "there is no phone " + std::string(phone) + ": see `phones`");
  found->picks_up_own = option == "on";
  return std::string{};
}

Result<std::string> Console::show(Words const& words) {
  auto& exchange = simulator_.exchange_;
  if (words[0] == "help") return std::string(help);
  if (words[0] == "state") {
    auto state = exchange.handsets.state(words[1]);
    if (!state) return tl::make_unexpected(state.error());
    return *state + "\n";
  }
  std::string text;
  if (words[0] == "queuelog") {
    for (auto const& entry : exchange.queue_log) text += entry + "\n";
    return text;
  }
  if (words[0] == "phones") {
    for (auto const& phone : exchange.lines.phones())
      text += phone.number + " " + exchange.handsets.state(phone.number).value() + " (" + phone.name + ")\n";
    return text;
  }
  for (auto const& [id, channel] : exchange.lines.channels()) {
    text += channel.name + " " + std::string(text_of(channel.state)) + " " + channel.application;
    if (auto const* const peer = exchange.lines.peer(channel)) text += " with " + peer->name;
    text += "\n";
  }
  return text;
}

Result<std::string> Console::disturb(Words const& words) {
  if (words[0] == "drop") simulator_.drop();
  else if (words[0] == "restart") simulator_.restart();
  else simulator_.quitting_ = true;
  return std::string{};
}

}  // namespace crosspoint::sim
