#include "domain/sheets/sheets.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "domain/events.h"
#include "domain/people/people.h"
#include "domain/presences.h"
#include "pbx/exchange.h"
#include "wire/sheet/sheet.h"

namespace crosspoint::domain {
namespace {

constexpr auto* server_name = "xivo";

std::string number(auto id) { return std::to_string(id.value); }

wire::sheet::Line filled_in(directory::SheetField const& field, Variables const& variables) {
  return {field.order, field.title, field.type, substituted(field.text, field.fallback, variables)};
}

std::vector<wire::sheet::Line> filled_in(std::vector<directory::SheetField> const& fields, Variables const& variables) {
  std::vector<wire::sheet::Line> lines;
  lines.reserve(fields.size());
  for (auto const& field : fields) lines.push_back(filled_in(field, variables));
  return lines;
}

bool shows_contacts(directory::SheetModel const& model) {
  auto const names_one = [](std::string const& text) { return text.find("{db-") != std::string::npos; };
  auto const any = [&](std::vector<directory::SheetField> const& fields) {
    return std::ranges::any_of(fields, [&](auto const& field) { return names_one(field.text); });
  };
  return any(model.sheet) || any(model.balloon) || any(model.actions) || names_one(model.form);
}

}  // namespace

std::string universal_time(WallTime time) {
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const clock(std::chrono::floor<std::chrono::seconds>(time - day));
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text;
}

Sheets::Sheets(SheetSettings settings, IncomingSettings incoming, directory::Directory const& directory,
               pbx::Exchange const& exchange, WallClock const& wall_clock, Presences const& presences, People& people,
               Events& events)
    : settings_(std::move(settings)),
      incoming_(std::move(incoming)),
      directory_(directory),
      exchange_(exchange),
      wall_clock_(wall_clock),
      presences_(presences),
      people_(people),
      events_(events),
      audience_(directory),
      queues_(directory) {}

void Sheets::configured(directory::SheetModels models) {
  models_ = std::move(models);
  show_contacts_ =
      std::ranges::any_of(models_, [](auto const& of_event) { return std::ranges::any_of(of_event.second, shows_contacts); });
}

/// Seen through a Local channel, which stands between a caller and who is called in many dialplans.
std::string Sheets::caller_of(std::string const& uniqueid) const {
  auto const* const channel = exchange_.model().channel(uniqueid);
  auto const* const first = channel && channel->is_local() ? exchange_.model().channel(channel->linkedid) : nullptr;
  return first && !first->is_local() ? first->uniqueid : uniqueid;
}

/// A call that is known, or whose channel is there; null when it is neither.
SheetCall* Sheets::open(std::string const& uniqueid) {
  if (auto const found = calls_.find(uniqueid); found != calls_.end()) return &found->second;
  return exchange_.model().channel(uniqueid) ? create(uniqueid) : nullptr;
}

/// Null when nothing more can be remembered.
SheetCall* Sheets::create(std::string const& uniqueid) {
  if (auto const found = calls_.find(uniqueid); found != calls_.end()) return &found->second;
  if (uniqueid.empty() || calls_.size() >= most_calls) return nullptr;
  auto& call = calls_[uniqueid];
  call.set("xivo-uniqueid", uniqueid);
  call.set("xivo-ipbxid", server_name);
  call.set("xivo-origin", "internal");
  call.set("xivo-direction", "internal");
  if (auto const* const channel = exchange_.model().channel(uniqueid)) refresh(call, *channel);
  return &call;
}

/// What the exchange says of the caller.
void Sheets::refresh(SheetCall& call, pbx::Channel const& channel) const {
  auto const& context = channel.course.context.empty() ? channel.context : channel.course.context;
  if (!call.variables.contains("xivo-context")) call.set("xivo-context", context);
  auto const* const line = audience_.line_of_device(channel.device);
  if (!std::exchange(call.origin_is_known, true) && (!line || incoming_.contexts.contains(context))) is_from_outside(call);
  call.set("xivo-channel", channel.name);
  call.set("xivo-calleridnum", channel.caller.number);
  if (!channel.caller.name.empty() || !call.variables.contains("xivo-calleridname"))
    call.set("xivo-calleridname", channel.caller.name);
  if (line) call.set("xivo-userid", number(line->user));
}

void Sheets::is_from_outside(SheetCall& call) {
  call.set("xivo-origin", "did");
  call.set("xivo-direction", "incoming");
}

void Sheets::arrived(pbx::CallArrived const& arrived, Time now) {
  auto const* const channel = exchange_.model().channel(arrived.uniqueid);
  if (channel && incoming_.contexts.contains(channel->course.context))
    from_outside(channel->uniqueid, channel->course.exten, now);
}

void Sheets::from_outside(std::string const& uniqueid, std::string const& called, Time now) {
  auto* const call = open(uniqueid);
  if (!call || !call->shown.insert("incomingdid").second) return;
  is_from_outside(*call);
  call->set("xivo-did", called);
  auto const target = incoming_.numbers.find(called);
  auto const destination =
      target == incoming_.numbers.end() ? SheetDestination{} : audience_.destination_of_number(target->second);
  happens(uniqueid, {"incomingdid", destination, {}}, now);
}

/// Once for each user who is called; a member of a queue has seen it when the queue called.
void Sheets::dial_began(pbx::DialBegan const& dial, Time now) {
  auto const* const line = audience_.line_of_device(dial.device);
  auto const* const user = line ? directory_.user(line->user) : nullptr;
  auto const caller = caller_of(dial.caller);
  auto* const call = user ? open(caller) : nullptr;
  if (!call || call->legs_of_members.contains(dial.called) || !call->shown.insert("dial user " + number(user->id)).second) return;
  happens(caller,
          {"dial", {"user", number(user->id)}, {{"xivo-calledidnum", line->number}, {"xivo-calledidname", user->fullname()}}},
          now);
}

/// Somebody has taken the call: once a call, whatever is done with it later.
void Sheets::calls_changed(std::string const& device, Time now) {
  auto const* const line = audience_.line_of_device(device);
  auto const* const user = line ? directory_.user(line->user) : nullptr;
  if (!user) return;
  for (auto const& taken : exchange_.model().calls_of(device)) {
    if (taken.outgoing || taken.peer.uniqueid.empty()) continue;
    auto const found = calls_.find(taken.peer.uniqueid);
    if (found == calls_.end() || found->second.legs_of_members.contains(taken.uniqueid)) continue;
    if (!found->second.shown.insert("link").second) continue;
    happens(found->first,
            {"link", {"user", number(user->id)}, {{"xivo-calledidnum", line->number}, {"xivo-calledidname", user->fullname()}}},
            now);
  }
}

void Sheets::ended(pbx::LegEnded const& ended, Time now) {
  if (auto const agent = caller_of_leg_.find(ended.leg.uniqueid); agent != caller_of_leg_.end()) {
    auto const caller = agent->second;
    agent_completed(caller, now);
  }
  if (ended.leg.role == pbx::Role::caller && models_.contains("hangup")) create(ended.leg.uniqueid);
  auto const found = calls_.find(ended.leg.uniqueid);
  if (found == calls_.end()) return;
  auto& call = found->second;
  refresh(call, ended.leg);
  // Nobody waits any longer for what a source may say of who has called.
  call.lookup = SheetCall::Lookup::done;
  for (auto const& moment : std::exchange(call.waiting, {})) show(found->first, call, moment, now);
  happens(found->first, {"hangup", {}, {}}, now);
  if (call.agent_leg) call.hung_up = true;
  else calls_.erase(found);
}

void Sheets::link_is_live() {
  std::erase_if(calls_, [&](auto const& entry) { return !exchange_.model().channel(entry.first); });
  std::erase_if(caller_of_leg_, [&](auto const& entry) { return !calls_.contains(entry.second); });
}

void Sheets::happens(std::string const& uniqueid, SheetMoment moment, Time now) {
  auto const found = calls_.find(uniqueid);
  if (found == calls_.end()) return;
  auto& call = found->second;
  if (auto const* const channel = exchange_.model().channel(uniqueid)) refresh(call, *channel);
  call.waiting.push_back(std::move(moment));
  if (call.lookup == SheetCall::Lookup::not_yet && show_contacts_) look_up(uniqueid, call, now);
  if (call.lookup == SheetCall::Lookup::asked) return;
  for (auto const& each : std::exchange(call.waiting, {})) show(uniqueid, call, each, now);
}

/// Who is calling may be known in the house or to a source outside: then the sheets of the call wait for its answer.
void Sheets::look_up(std::string const& uniqueid, SheetCall& call, Time now) {
  call.lookup = SheetCall::Lookup::asked;
  auto const done = [this, uniqueid](directory::Contact const* contact, Time later) {
    auto const found = calls_.find(uniqueid);
    if (found == calls_.end() || found->second.lookup != SheetCall::Lookup::asked) return;
    auto& known = found->second;
    known.lookup = SheetCall::Lookup::done;
    if (contact)
      for (auto const& [field, value] : contact->fields) known.set("db-" + field, value);
    for (auto const& moment : std::exchange(known.waiting, {})) show(uniqueid, known, moment, later);
  };
  people_.look_up_number(call.variables["xivo-calleridnum"], done, now);
}

void Sheets::show(std::string const& uniqueid, SheetCall& call, SheetMoment const& moment, Time now) {
  if (!moment.destination.type.empty()) {
    call.set("xivo-desttype", moment.destination.type);
    call.set("xivo-destid", moment.destination.id);
  }
  for (auto const& [name, value] : moment.variables) call.set(name, value);
  auto const models = models_.find(moment.event);
  if (models == models_.end() || call.value("xivo-channel").empty()) return;
  auto users = audience_.of({call.value("xivo-desttype"), call.value("xivo-destid")});
  std::erase_if(users, [&](UserId user) { return !presences_.is_connected(user); });
  auto const is_for_nobody = users.empty() && std::ranges::none_of(models->second, &directory::SheetModel::to_everybody);
  if (is_for_nobody) return;
  auto const date = settings_.local_time(wall_clock_.at(now));
  call.set("xivo-where", moment.event);
  call.set("xivo-date", std::string_view(date).substr(0, 10));
  call.set("xivo-time", std::string_view(date).substr(std::min<std::size_t>(11, date.size()), 8));
  call.set("xivo-uniqueid", uniqueid);
  for (auto const& model : models->second)
    if (model.to_everybody || !users.empty()) show(call, moment.event, model, model.to_everybody ? std::vector<UserId>{} : users);
}

void Sheets::show(SheetCall const& call, std::string const& event, directory::SheetModel const& model,
                  std::vector<UserId> users) {
  auto const& known = call.variables;
  wire::sheet::Sheet const sheet{.internals = {{"ipbxid", server_name},
                                               {"where", event},
                                               {"channel", call.value("xivo-channel")},
                                               {"uid", call.value("xivo-uniqueid")},
                                               {"focus", model.focus ? "yes" : "no"},
                                               {"zip", model.compressed ? "1" : "0"}},
                                 .form = substituted(model.form, known),
                                 .lines = filled_in(model.sheet, known),
                                 .balloon = filled_in(model.balloon, known),
                                 .actions = filled_in(model.actions, known)};
  auto const compression = model.compressed ? wire::sheet::Compression::on : wire::sheet::Compression::off;
  events_.emplace_back(SheetShown{.everybody = model.to_everybody,
                                  .users = std::move(users),
                                  .channel = call.value("xivo-channel"),
                                  .compressed = model.compressed,
                                  .payload = wire::sheet::payload(wire::sheet::to_xml(sheet), compression)});
}

}  // namespace crosspoint::domain
