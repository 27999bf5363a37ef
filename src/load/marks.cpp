#include "load/marks.h"

#include "wire/json/writer.h"

namespace crosspoint::load {
namespace {

constexpr std::string_view tid = R"("tid":")", state_key = R"("hintstatus":")";

/// Whether at that place stands the state and the quote that ends it.
bool shows(std::string_view line, std::size_t at, char state) {
  return line.size() > at + 1 && line[at] == state && line[at + 1] == '"';
}

}  // namespace

std::string phone_line(std::size_t line, char state) {
  return wire::json::Writer("getlist")
      .text("function", "updatestatus")
      .text("listname", "phones")
      .text("tipbxid", "xivo")
      .text("tid", std::to_string(line))
      .open("status")
      .text("hintstatus", std::string(1, state))
      .close()
      .line(std::chrono::floor<Duration>(std::chrono::system_clock::now()));
}

Marks::Marks(std::size_t phones) : marks_(phones + 1) {
  auto const example = phone_line(1, '0');
  auto const name = example.find(tid) + tid.size();
  before_phone_ = example.substr(0, name);
  before_state_ = example.substr(name + 1, example.find(state_key) + state_key.size() - name - 1);
}

void Marks::expect(std::size_t phone, char state, std::size_t watchers, Moment sent) {
  auto& mark = marks_[phone];
  if (mark.missing == 0) ++open_;
  mark = {sent, watchers, state};
}

void Marks::read(std::string_view line) {
  if (!line.starts_with(before_phone_)) return;
  std::size_t phone = 0, at = before_phone_.size();
  for (; at < line.size() && line[at] >= '0' && line[at] <= '9'; ++at)
    phone = phone * 10 + static_cast<std::size_t>(line[at] - '0');
  if (phone >= marks_.size() || line.substr(at, before_state_.size()) != before_state_) return;
  auto& mark = marks_[phone];
  if (mark.missing == 0 || !shows(line, at + before_state_.size(), mark.state)) return;
  if (--mark.missing > 0) return;
  --open_;
  latencies.add(Clock::now() - mark.sent);
}

void Marks::drop(std::size_t phone) {
  if (!is_open(phone)) return;
  marks_[phone].missing = 0;
  --open_;
  ++dropped_;
}

}  // namespace crosspoint::load
