#include "load/calls/traffic.h"

#include <algorithm>

namespace crosspoint::load {
namespace {

constexpr auto never_told = std::chrono::seconds(5);  ///< a state that has gone by before the server told anything

}  // namespace

Traffic::Traffic(Exchange& exchange, Shape const& shape, Timing timing, std::size_t watchers)
    : marks(exchange.board.house.users), exchange_(exchange), shape_(shape), timing_(timing), watchers_(watchers) {
  auto const& house = exchange.board.house;
  auto const half = house.users / 2;
  auto const called = house.queues_per_agent > 0 ? std::min(house.agents, half) : half;
  for (std::size_t line = 1; line <= called; ++line) callees_.push_back(line);
  for (auto line = half + 1; line <= house.users; ++line) callers_.push_back(line);
}

/// Who has been free the longest; nobody when even for that phone not all clients know it yet.
std::optional<std::size_t> Traffic::take_free(std::deque<std::size_t>& phones) {
  if (phones.empty()) return std::nullopt;
  auto const phone = phones.front();
  if (marks.is_open(phone) && Clock::now() - marks.sent(phone) < never_told) return std::nullopt;
  marks.drop(phone);
  phones.pop_front();
  return phone;
}

void Traffic::watch(std::size_t phone, char state) {
  exchange_.board.states[phone] = state;
  if (watchers_ > 0) marks.expect(phone, state, watchers_, Clock::now());
}

void Traffic::tell(Shape::Part part, Call const& call) {
  std::string events;
  shape_.append(events, part, call, exchange_.board.house);
  exchange_.send(events);
}

bool Traffic::begin() {
  auto const callee = take_free(callees_);
  if (!callee) return false;
  auto const caller = take_free(callers_);
  if (!caller) {
    callees_.push_front(*callee);
    return false;
  }
  auto const number = ++begun_;
  auto const& house = exchange_.board.house;
  auto const queue = house.queues_per_agent > 0 ? house.queue_of(*callee, 0) : 0;
  auto& call = exchange_.board.calls[number] = {.number = number, .caller = *caller, .callee = *callee, .queue = queue};
  exchange_.board.count_in_queue(call);
  exchange_.board.states[call.caller] = '1';
  watch(call.callee, '8');
  tell(Shape::Part::ringing, call);
  answers_.push_back({Clock::now() + timing_.ring, number});
  return true;
}

void Traffic::answer(std::uint64_t number) {
  auto& call = exchange_.board.calls[number];
  call.stage = Call::Stage::talking;
  exchange_.board.count_in_queue(call);
  exchange_.board.states[call.callee] = '1';
  tell(Shape::Part::answered, call);
  ends_.push_back({Clock::now() + timing_.talk, number});
}

void Traffic::end(std::uint64_t number) {
  auto const call = exchange_.board.calls[number];
  exchange_.board.calls.erase(number);
  exchange_.board.states[call.callee] = '0';
  marks.drop(call.callee);
  watch(call.caller, '0');
  tell(Shape::Part::over, call);
  callers_.push_back(call.caller);
  callees_.push_back(call.callee);
  ++ended_;
}

void Traffic::go_on(Moment now) {
  for (; !answers_.empty() && answers_.front().at <= now; answers_.pop_front()) answer(answers_.front().call);
  for (; !ends_.empty() && ends_.front().at <= now; ends_.pop_front()) end(ends_.front().call);
}

Moment Traffic::due() const {
  auto const answer = answers_.empty() ? Moment::max() : answers_.front().at;
  return ends_.empty() ? answer : std::min(answer, ends_.front().at);
}

}  // namespace crosspoint::load
