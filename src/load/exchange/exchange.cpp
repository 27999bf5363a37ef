#include "load/exchange/exchange.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "load/carriage.h"
#include "load/exchange/answers.h"
#include "load/exchange/message.h"

namespace crosspoint::load {

/// One AMI connection of the server.
class Exchange::Link final : public Handler {
 public:
  Link(Exchange& exchange, Descriptor socket) : exchange_(exchange), socket_(std::move(socket)) {
    exchange_.loop_.add(socket_.get(), EPOLLIN, *this);
    send("Asterisk Call Manager/11.0.0\r\n");
  }
  ~Link() override { close(); }

  [[nodiscard]] bool is_open() const { return socket_.is_open(); }
  [[nodiscard]] bool brings_events() const { return brings_events_ && is_open(); }
  [[nodiscard]] std::size_t unsent() const { return out_.size() - sent_; }

  void send(std::string_view bytes) {
    if (!is_open()) return;
    if (unsent() == 0) {
      bytes.remove_prefix(write_to(socket_.get(), bytes));
      if (bytes.empty()) return;
      exchange_.loop_.change(socket_.get(), EPOLLIN | EPOLLOUT, *this);
    }
    out_ += bytes;
  }

  void ready(std::uint32_t events) override {
    if ((events & EPOLLOUT) != 0) flush();
    if ((events & ~EPOLLOUT) != 0) read();
  }

 private:
  void flush() {
    sent_ += write_to(socket_.get(), std::string_view(out_).substr(sent_));
    if (sent_ < out_.size()) return;
    out_.clear();
    sent_ = 0;
    exchange_.loop_.change(socket_.get(), EPOLLIN, *this);
  }

  void read() {
    auto const received = read_from(socket_.get(), exchange_.loop_.scratch());
    cutter_.feed({received.bytes.data(), received.bytes.size()});
    while (auto const* const action = cutter_.next()) take(*action);
    if (received.over) close();
  }

  void take(wire::ami::Message const& action) {
    if (action.get("Action") == "Challenge") return answer(action, "Challenge", "1");
    send(answer_to(action, exchange_.board));
    if (action.get("Action") != "Login" || action.get("Events") == "off") return;
    brings_events_ = true;
    std::string booted;
    Messages(booted).begin("Event", "FullyBooted").add("Privilege", "system,all").add("Status", "Fully Booted").end();
    send(booted);
  }

  void answer(wire::ami::Message const& action, std::string_view key, std::string_view value) {
    std::string out;
    Messages(out).begin("Response", "Success").add("ActionID", action.get("ActionID")).add(key, value).end();
    send(out);
  }

  void close() {
    if (!is_open()) return;
    exchange_.loop_.remove(socket_.get(), *this);
    socket_ = Descriptor();
  }

  Exchange& exchange_;
  Descriptor socket_;
  wire::ami::Cutter cutter_{wire::ami::Cutter::Banner::none};
  std::string out_;
  std::size_t sent_ = 0;  ///< bytes of out_
  bool brings_events_ = false;
};

Exchange::Exchange(Loop& loop, House const& house, Listening listening)
    : board(house), loop_(loop), door_(listening.door), listening_(std::move(listening.socket)) {
  loop_.add(listening_.get(), EPOLLIN, *this);
}

Exchange::~Exchange() { loop_.remove(listening_.get(), *this); }

void Exchange::ready(std::uint32_t) {
  std::erase_if(links_, [](auto const& link) { return !link->is_open(); });
  if (auto socket = accept_from(listening_); socket.is_open()) links_.push_back(std::make_unique<Link>(*this, std::move(socket)));
}

Exchange::Link* Exchange::events_link() const {
  auto const found = std::ranges::find_if(links_, [](auto const& link) { return link->brings_events(); });
  return found == links_.end() ? nullptr : found->get();
}

void Exchange::send(std::string_view events) {
  if (auto* const link = events_link()) link->send(events);
}

std::size_t Exchange::unsent() const {
  auto const* const link = events_link();
  return link ? link->unsent() : 0;
}

std::string Exchange::state_event(std::size_t line, char state) {
  board.states[line] = state;
  std::string out;
  Messages(out)
      .begin("Event", "ExtensionStatus")
      .add("Privilege", "call,all")
      .add("Exten", House::number(line))
      .add("Context", House::context)
      .add("Hint", House::device(line))
      .add("Status", std::string_view(&state, 1))
      .add("StatusText", state_text(state))
      .end();
  return out;
}

}  // namespace crosspoint::load
