#include "io/ami/link.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace crosspoint::io::ami {

using boost::asio::ip::tcp;

Link::Link(boost::asio::io_context& context, flow::AmiLink name, Happened happened)
    : resolver_(context), socket_(context), patience_(context), breath_(context), name_(name), happened_(std::move(happened)) {}

void Link::connect(std::string const& host, std::string const& port) {
  auto const self = shared_from_this();
  patience_.expires_after(patience);
  patience_.async_wait([self](Code cancelled) {
    if (!cancelled) self->fail("no connection within 5 seconds");
  });
  resolver_.async_resolve(host, port, [self](Code error, tcp::resolver::results_type const& addresses) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->fail(error.message());
    self->connect_to(addresses);
  });
}

void Link::connect_to(tcp::resolver::results_type const& addresses) {
  boost::asio::async_connect(socket_, addresses, [self = shared_from_this()](Code error, tcp::endpoint const&) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->fail(error.message());
    self->connected();
  });
}

void Link::connected() {
  patience_.cancel();
  Code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  socket_.set_option(boost::asio::socket_base::keep_alive(true), ignored);
  socket_.non_blocking(true, ignored);
  phase_ = Phase::open;
  happened_(flow::AmiConnected{name_});
  read();
}

void Link::send(std::string bytes) {
  if (phase_ != Phase::open) return;
  if (waiting_.size() + bytes.size() > most_unsent) return fail("does not take what it is sent");
  if (waiting_.empty()) waiting_ = std::move(bytes);
  else waiting_ += bytes;
  if (under_way_.empty()) write();
}

void Link::close() {
  phase_ = Phase::closed;
  patience_.cancel();
  breath_.cancel();
  resolver_.cancel();
  Code ignored;
  socket_.close(ignored);
}

void Link::read() {
  socket_.async_read_some(boost::asio::buffer(received_), [self = shared_from_this()](Code error, std::size_t count) {
    if (self->phase_ == Phase::closed) return;
    if (count > 0) self->happened_(flow::AmiBytes{self->name_, std::string(self->received_.data(), count)});
    if (error) return self->fail(error == boost::asio::error::eof ? "closed by the exchange" : error.message());
    auto const talks_on = self->name_ == flow::AmiLink::events && count < self->received_.size();
    if (talks_on) self->take_breath();
    else self->read();
  });
}

void Link::catch_up() {
  if (phase_ != Phase::open || !takes_breath_) return;
  Code ignored;  // nothing may be there; read() will see what is wrong
  auto const count = socket_.read_some(boost::asio::buffer(received_), ignored);
  if (count > 0) happened_(flow::AmiBytes{name_, std::string(received_.data(), count)});
}

void Link::take_breath() {
  takes_breath_ = true;
  breath_.expires_after(breath);
  breath_.async_wait([self = shared_from_this()](Code cancelled) {
    self->takes_breath_ = false;
    if (!cancelled) self->read();
  });
}

void Link::write() {
  under_way_ = std::exchange(waiting_, {});
  boost::asio::async_write(socket_, boost::asio::buffer(under_way_), [self = shared_from_this()](Code error, std::size_t) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->fail(error.message());
    self->under_way_.clear();
    if (!self->waiting_.empty()) self->write();
  });
}

void Link::fail(std::string reason) {
  close();
  happened_(flow::AmiClosed{name_, std::move(reason)});
}

}  // namespace crosspoint::io::ami
