#include "domain/routing.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "domain/destination.h"

namespace crosspoint::domain {
namespace {

using wire::agi::Variables;

/// Where a forward leads, in the context of the user who has set it; empty when it leads nowhere.
std::string target(directory::Forward const& forward, std::string const& context) {
  auto const extension = forward.on ? dialable(forward.destination) : std::string{};
  return extension.empty() ? extension : extension + "@" + context;
}

/// "20261125-183818" in UTC, which has every second once.
std::string stamp(WallTime time) {
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const clock(std::chrono::floor<std::chrono::seconds>(time - day));
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d%02u%02u-%02d%02d%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::string recording(ArrivingCall const& call, std::string const& folder) {
  auto const name =
      stamp(call.now) + "-" + wire::asterisk::file_name(call.extension) + "-" + wire::asterisk::file_name(call.uniqueid) + ".wav";
  return folder.empty() ? name : folder + "/" + name;
}

std::string devices_of(directory::User const& user, directory::Directory const& directory) {
  std::string devices;
  for (auto const id : user.lines)
    if (auto const* const line = directory.line(id))
      devices += (devices.empty() ? "" : "&") + wire::asterisk::argument(line->device());
  return devices;
}

/// The user's mailbox, for calls that have no forward to go to; none when voicemail is off.
directory::Voicemail const* mailbox_of(directory::User const& user, directory::Directory const& directory) {
  if (!user.services.voicemail || !user.voicemail) return nullptr;
  auto const found = directory.voicemails.find(*user.voicemail);
  return found == directory.voicemails.end() ? nullptr : &found->second;
}

/// Where calls go that are not answered, and those that find the user busy.
struct Refuges {
  std::string no_answer, busy, mailbox_context;
};

Refuges refuges_of(directory::User const& user, directory::Directory const& directory) {
  auto const context = directory.context_of(user);
  Refuges refuges{target(user.services.no_answer, context), target(user.services.busy, context), {}};
  if (auto const* const mailbox = mailbox_of(user, directory)) {
    auto const box = mailbox->mailbox + "@crosspoint-voicemail";
    if (refuges.no_answer.empty()) refuges.no_answer = box;
    if (refuges.busy.empty()) refuges.busy = box;
    refuges.mailbox_context = mailbox->context;
  }
  return refuges;
}

}  // namespace

Variables route(ArrivingCall const& call, directory::User const& user, directory::Directory const& directory,
                RoutingSettings const& settings) {
  auto const& services = user.services;
  if (auto const everywhere = target(services.unconditional, directory.context_of(user)); !everywhere.empty())
    return {{"XP_DEST", everywhere}, {"XP_REASON", "cfu"}, {"XP_ACTION", "forward"}};

  Variables variables;
  auto const set = [&](char const* name, std::string const& value) {
    if (!value.empty()) variables.push_back({name, value});
  };
  auto const refuges = refuges_of(user, directory);
  set("XP_BUSY", refuges.busy);
  set("XP_VMCONTEXT", refuges.mailbox_context);
  if (services.dnd) {
    set("XP_ACTION", "busy");
    return variables;
  }
  set("XP_NOANSWER", refuges.no_answer);
  set("XP_UNAVAIL", refuges.no_answer);
  set("XP_INTERFACE", devices_of(user, directory));
  set("XP_TIMEOUT", std::to_string(settings.ring_time.count()));
  if (services.call_filter) set("XP_OPTIONS", "p");
  if (services.recording) set("XP_RECORD", recording(call, settings.recordings));
  set("XP_ACTION", "dial");
  return variables;
}

bool turns_away(directory::Services const& services) {
  auto const forwards = [](directory::Forward const& forward) { return forward.on && !dialable(forward.destination).empty(); };
  return services.dnd && !forwards(services.unconditional) && !forwards(services.busy);
}

}  // namespace crosspoint::domain
