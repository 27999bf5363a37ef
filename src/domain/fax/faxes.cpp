#include "domain/fax/faxes.h"

#include <algorithm>

#include "base/text.h"
#include "domain/actions.h"
#include "domain/destination.h"
#include "pbx/exchange.h"
#include "wire/asterisk/text.h"

namespace crosspoint::domain {
namespace {

using Status = FaxProgress::Status;

constexpr std::string_view signature = "%PDF-";
constexpr auto* ring_time_ms = "60000";

/// However slow the machine at the other end is: after the call is placed, for a fax of so many pages.
constexpr Duration for_the_call{300'000'000}, for_a_page{180'000'000};

}  // namespace

void Faxes::send(UserId sender, std::string_view destination, std::string pdf, Time) {
  auto const* const user = directory_.user(sender);
  auto const context = user ? directory_.context_of(*user) : std::string{};
  if (context.empty()) return;
  auto const refuse = [&](std::string const& why) {
    effects_.emplace_back(Log{LogLevel::info, "a fax of user " + std::to_string(sender.value) + " is not sent: " + why});
    events_.emplace_back(FaxProgress{sender, Status::failed});
  };
  auto const own = std::ranges::count_if(faxes_, [&](auto const& entry) { return entry.second.user == sender; });
  auto const number = dialable(destination);
  if (number.empty()) return refuse("no number");
  if (!pdf.starts_with(signature)) return refuse("no PDF file");
  if (pdf.size() > settings_.largest) return refuse("more than " + std::to_string(settings_.largest) + " bytes");
  if (faxes_.size() >= most || static_cast<std::size_t>(own) >= of_one_user) return refuse("too many are under way");
  auto const token = tokens_.next();
  faxes_[token] = {.user = sender, .number = number, .context = context};
  effects_.emplace_back(flow::ConvertFax{token, std::move(pdf)});
}

void Faxes::converted(flow::FaxConverted const& file, Time now) {
  auto const fax = faxes_.find(file.token);
  if (fax == faxes_.end()) return;
  if (!file.error.empty()) return fail(fax, file.error);
  fax->second.file = file.path;
  fax->second.pages = file.pages;
  check_number(fax, now);
}

/// The Local channel of the call would take any number. (telephony 4.11)
void Faxes::check_number(All::iterator fax, Time now) {
  auto const& [token, what] = *fax;
  auto const action = exchange_.act(dialplan_exists({what.context, what.number}), now);
  if (!action) return fail(fax, action.error().detail);
  fax->second.action = *action;
}

void Faxes::call(All::iterator fax, Time now) {
  auto& what = fax->second;
  auto const* const user = directory_.user(what.user);
  if (!user) return fail(fax, "its sender is no more");
  auto const* const line = directory_.main_line(*user);
  what.channel = channel_ids_.next();
  auto const action =
      exchange_.act({"Originate",
                     {{"Channel", "Local/" + what.number + "@" + what.context},
                      {"ChannelId", what.channel},
                      {"Context", "crosspoint-fax"},
                      {"Exten", "s"},
                      {"Priority", "1"},
                      {"CallerID", wire::asterisk::caller_id(user->fullname(), line ? line->number : std::string{})},
                      {"Variable", wire::asterisk::variable("XP_FAX_PATH", wire::asterisk::argument(what.file))},
                      {"Variable", wire::asterisk::variable("XP_USERID", std::to_string(what.user.value))},
                      {"Variable", wire::asterisk::variable("XP_FAXID", what.channel)},
                      {"Timeout", ring_time_ms},
                      {"Async", "true"}}},
                    now);
  if (!action) return fail(fax, action.error().detail);
  what.action = *action;
  what.give_up_at = now + for_the_call + for_a_page * what.pages;
}

void Faxes::answered(pbx::Answered const& answer, Time now) {
  using Outcome = pbx::Answered::Outcome;
  auto const fax = of_action(answer.token);
  if (fax == faxes_.end()) return;
  bool const checked = fax->second.channel.empty();
  if (answer.outcome != Outcome::success) return fail(fax, answer.message.empty() ? "no answer of the exchange" : answer.message);
  if (!checked) return;
  if (answer.value != "1") return fail(fax, "there is no " + fax->second.number + " in " + fax->second.context);
  call(fax, now);
}

void Faxes::originated(pbx::Originated const& outcome) {
  auto const fax = of_action(outcome.token);
  if (fax == faxes_.end()) return;
  if (!outcome.answered) return fail(fax, "nobody answers");
  far_end_answers(fax->second);
}

void Faxes::far_end_answers(Fax& fax) {
  if (std::exchange(fax.is_answered, true)) return;
  events_.emplace_back(FaxProgress{fax.user, Status::answered});
}

void Faxes::told(pbx::UserEventTold const& event) {
  if (!equal_ignoring_case(event.name, "FaxProgress")) return;
  // Only the call itself tells how it goes.
  if (event.uniqueid.empty() || event.field("XP_FAXID") != event.uniqueid) return;
  auto const fax = of_channel(event.uniqueid);
  if (fax == faxes_.end()) return;
  auto const status = event.field("STATUS");
  if (equal_ignoring_case(status, "PRESENDFAX")) return far_end_answers(fax->second);
  if (!equal_ignoring_case(status, "SUCCESS")) return fail(fax, "Asterisk says \"" + std::string(status) + "\"");
  auto const pages = to_integer(event.field("PAGES")).value_or(fax->second.pages);
  finish(fax, Status::sent, static_cast<int>(pages));
}

void Faxes::sent(pbx::FaxSent const& sent) {
  if (auto const fax = of_channel(sent.uniqueid); fax != faxes_.end()) fax->second.transferred = sent.pages;
}

/// A dialplan that tells nothing of its own leaves what SendFAX has told. (T164)
void Faxes::ended(pbx::LocalEnded const& leg) {
  auto const fax = of_channel(leg.uniqueid);
  if (fax == faxes_.end() || !fax->second.is_answered) return;  // else the outcome of the Originate tells
  if (auto const pages = fax->second.transferred; pages > 0 && pages >= fax->second.pages) finish(fax, Status::sent, pages);
  else fail(fax, "the call has ended after " + std::to_string(pages) + " pages");
}

void Faxes::link_is_live() {
  for (auto fax = faxes_.begin(); fax != faxes_.end();) {
    auto const here = fax++;
    if (here->second.is_answered && !exchange_.model().channel(here->second.channel))
      fail(here, "the call has ended while there was no link to the exchange");
  }
}

void Faxes::tick(Time now) {
  for (auto fax = faxes_.begin(); fax != faxes_.end();) {
    auto const here = fax++;
    if (now < here->second.give_up_at) continue;
    if (auto const* const channel = exchange_.model().channel(here->second.channel))
      static_cast<void>(exchange_.act(hang_up(channel->name), now));
    fail(here, "it takes too long");
  }
}

Time Faxes::deadline() const {
  auto earliest = Time::max();
  for (auto const& [token, fax] : faxes_) earliest = std::min(earliest, fax.give_up_at);
  return earliest;
}

void Faxes::fail(All::iterator fax, std::string const& why) {
  effects_.emplace_back(Log{LogLevel::info, "the fax of user " + std::to_string(fax->second.user.value) + " to " +
                                                fax->second.number + " has failed: " + why});
  finish(fax, Status::failed);
}

void Faxes::finish(All::iterator fax, Status status, int pages) {
  effects_.emplace_back(flow::DiscardFax{fax->first});
  events_.emplace_back(FaxProgress{fax->second.user, status, pages});
  faxes_.erase(fax);
}

Faxes::All::iterator Faxes::of_channel(std::string_view uniqueid) {
  return std::ranges::find_if(faxes_, [&](auto const& entry) { return entry.second.channel == uniqueid; });
}

Faxes::All::iterator Faxes::of_action(Token action) {
  return std::ranges::find_if(faxes_, [&](auto const& entry) { return entry.second.action == action; });
}

}  // namespace crosspoint::domain
