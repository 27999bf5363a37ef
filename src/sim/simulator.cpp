#include "sim/simulator.h"

#include <algorithm>
#include <utility>

#include "sim/actions.h"
#include "sim/console.h"

namespace crosspoint::sim {
namespace {

/// A link that doesn't log in ends after this time, as authtimeout says.
constexpr Duration login_time{30'000'000};

/// A reader that doesn't read loses its link, as after Asterisk's writetimeout.
void bound(Session& session) {
  if (session.out.size() <= Session::outbox_limit) return;
  session.out.clear();
  session.closing = true;
}

}  // namespace

Simulator::Simulator(Options options, Time now)
    : feed_([this](EventClass of, std::string_view message) { publish(of, message); }),
      exchange_(feed_, options.phones, std::move(options.account), std::move(options.draw), now) {}

std::optional<LinkId> Simulator::open(Time now) {
  if (sessions_.size() >= session_limit) return std::nullopt;
  LinkId const id{++serial_};
  auto& session = sessions_[id];
  session.id = id;
  session.out = "Asterisk Call Manager/11.0.0\r\n";
  session.close_at = now + login_time;
  return id;
}

void Simulator::receive(LinkId link, std::string_view bytes, Time now) {
  auto const found = sessions_.find(link);
  if (found == sessions_.end() || found->second.closing) return;
  exchange_.lines.run_to(now);
  found->second.cutter.feed(bytes);
  serve(found->second);
}

void Simulator::serve(Session& session) {
  while (!session.closing) {
    auto const* const message = session.cutter.next();
    if (!message) break;
    act(exchange_, session, *message);
    exchange_.lines.settle();
    bound(session);
  }
  if (session.cutter.overflown()) session.closing = true;
}

void Simulator::publish(EventClass of, std::string_view message) {
  for (auto& [id, session] : sessions_) {
    if (!session.logged_in || session.closing || (session.mask & static_cast<std::uint8_t>(of)) == 0) continue;
    session.out += message;
    bound(session);
  }
}

std::vector<LinkId> Simulator::ready() const {
  std::vector<LinkId> links;
  for (auto const& [id, session] : sessions_)
    if (!session.out.empty() || session.closing) links.push_back(id);
  return links;
}

std::string Simulator::take(LinkId link) {
  auto const found = sessions_.find(link);
  return found == sessions_.end() ? std::string{} : std::exchange(found->second.out, {});
}

bool Simulator::over(LinkId link) const {
  auto const found = sessions_.find(link);
  return found == sessions_.end() || (found->second.closing && found->second.out.empty());
}

std::string Simulator::console(std::string_view line, Time now) {
  exchange_.lines.run_to(now);
  auto answer = Console(*this).answer(line);
  exchange_.lines.settle();
  return answer;
}

std::optional<Time> Simulator::due() const {
  auto next = exchange_.lines.due();
  for (auto const& [id, session] : sessions_)
    if (session.close_at && !session.closing) next = next ? std::min(*next, *session.close_at) : session.close_at;
  return next;
}

void Simulator::tick(Time now) {
  exchange_.lines.run_to(now);
  exchange_.lines.settle();
  for (auto& [id, session] : sessions_)
    if (session.close_at && *session.close_at <= now) session.closing = true;
}

void Simulator::drop() {
  for (auto& [id, session] : sessions_) {
    session.out.clear();
    session.closing = true;
  }
}

void Simulator::restart() {
  drop();
  exchange_.lines.restart();
  exchange_.queues.forget();
  exchange_.dialplan.forget();
  exchange_.globals.clear();
}

}  // namespace crosspoint::sim
