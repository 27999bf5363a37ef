#include "io/console/visitor.h"

#include <boost/asio/write.hpp>
#include <utility>

#include "base/text.h"

namespace crosspoint::io::console {

Visitor::Visitor(boost::asio::ip::tcp::socket socket, VisitorId id, flow::Door door, Happened happened)
    : socket_(std::move(socket)), patience_(socket_.get_executor()), id_(id), door_(door), happened_(std::move(happened)) {}

void Visitor::start() {
  stay();
  read();
}

void Visitor::stay() {
  patience_.expires_after(idle);
  patience_.async_wait([weak = weak_from_this()](Code cancelled) {
    if (auto const self = weak.lock(); self && !cancelled) self->close();
  });
}

void Visitor::read() {
  socket_.async_read_some(boost::asio::buffer(received_), [self = shared_from_this()](Code error, std::size_t count) {
    if (self->phase_ == Phase::gone) return;
    if (error && error != boost::asio::error::eof) return self->close();
    self->stay();
    self->has_said_all_ = error == boost::asio::error::eof;
    self->cutter_.feed({self->received_.data(), count});
    self->next_line();
  });
}

void Visitor::next_line() {
  if (auto const line = cutter_.next()) {
    asks_ = true;
    return happened_(flow::VisitorLine{id_, door_, valid_utf8(*line)});
  }
  if (!cutter_.overflown() && !has_said_all_) return read();
  phase_ = Phase::leaving;
  send(cutter_.overflown() ? "error: the line is too long\n" : "");
}

void Visitor::answer(std::string_view text) {
  if (phase_ != Phase::talking || !asks_) return;
  asks_ = false;
  send(text);
  if (phase_ == Phase::talking) next_line();
}

void Visitor::tell(std::string_view text) {
  if (phase_ == Phase::talking) send(text);
}

void Visitor::send(std::string_view text) {
  if (waiting_.size() > most_unsent) return close();
  waiting_ += text;
  if (under_way_.empty()) write();
}

void Visitor::write() {
  under_way_ = std::exchange(waiting_, {});
  if (under_way_.empty()) {
    if (phase_ == Phase::leaving) close();
    return;
  }
  boost::asio::async_write(socket_, boost::asio::buffer(under_way_), [self = shared_from_this()](Code error, std::size_t) {
    if (self->phase_ == Phase::gone) return;
    if (error) return self->close();
    self->stay();
    self->under_way_.clear();
    self->write();
  });
}

void Visitor::close() {
  if (std::exchange(phase_, Phase::gone) == Phase::gone) return;
  patience_.cancel();
  Code ignored;
  socket_.close(ignored);
  happened_(flow::VisitorGone{id_});
}

}  // namespace crosspoint::io::console
