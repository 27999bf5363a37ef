#include "load/subject.h"

#include <algorithm>

namespace crosspoint::load {
namespace {

/// A phone rings, is answered, is put down.
char after(char state) { return state == '0' ? '8' : state == '8' ? '1' : '0'; }

}  // namespace

Subject::Subject(Crowd& watchers, pid_t process, std::vector<char> states, std::function<void(Change const&)> send)
    : crowd(watchers),
      marks(states.size() - 1),
      process_(process),
      states_(std::move(states)),
      send_(std::move(send)),
      first_(states_.size() / 2 + 1),
      meter_(process) {
  crowd.listener = [this](Client const&, std::string_view line) { marks.read(line); };
}

void Subject::send(std::size_t count) {
  Change change;
  auto const now = Clock::now();
  for (; count > 0; --count) {
    auto const phone = first_ + next_++ % phones();
    states_[phone] = after(states_[phone]);
    marks.expect(phone, states_[phone], crowd.in(), now);
    change.emplace_back(phone, states_[phone]);
  }
  sent += change.size();
  send_(change);
}

void Subject::end_slice() {
  cpu += meter_.cpu();
  wall += meter_.wall();
  share_of_generator = std::max(share_of_generator, meter_.share_of_generator());
}

Subject server_subject(Site& site, Crowd& crowd) {
  return {crowd, site.server(), site.exchange().board.states, [&site](Subject::Change const& change) {
            std::string events;
            for (auto const& [phone, state] : change) events += site.exchange().state_event(phone, state);
            site.exchange().send(events);
          }};
}

Subject raw_subject(Raw& raw, std::size_t phones) {
  return {raw.crowd(), raw.process(), std::vector<char>(phones + 1, '0'), [&raw](Subject::Change const& change) {
            std::string lines;
            for (auto const& [phone, state] : change) lines += phone_line(phone, state);
            raw.send(lines);
          }};
}

Result<> in_turn(Bench& bench, std::function<Result<>(Subject&)> const& measure,
                 std::function<void(Subject const& server, Subject const& raw)> const& note) {
  auto const crowd = bench.crowd();
  auto const raw = bench.raw();
  auto const site = bench.site();
  if (!crowd || !raw || !site) return tl::make_unexpected((!crowd ? crowd.error() : !raw ? raw.error() : site.error()));
  bench.calm(**crowd);
  auto ours = server_subject(**site, **crowd);
  auto theirs = raw_subject(**raw, (*site)->house().users);
  for (auto const end = Clock::now() + 2 * from_seconds(bench.options.seconds); Clock::now() < end;)
    for (auto* const subject : {&ours, &theirs})
      if (auto measured = measure(*subject); !measured) return measured;
  note(ours, theirs);
  return {};
}

}  // namespace crosspoint::load
