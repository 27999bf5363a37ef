#include "io/agi/connection.h"

#include <boost/asio/write.hpp>
#include <utility>

namespace crosspoint::io::agi {

Connection::Connection(AgiId id, Socket socket, Asked asked, Ended ended)
    : id_(id),
      socket_(std::move(socket)),
      patience_(socket_.get_executor()),
      asked_(std::move(asked)),
      ended_(std::move(ended)) {}

void Connection::start(std::chrono::milliseconds patience) {
  patience_.expires_after(patience);
  patience_.async_wait([self = shared_from_this()](Code cancelled) {
    if (!cancelled) self->end("not answered in time");
  });
  read();
}

void Connection::answer(wire::agi::Variables variables) { follow(conversation_.answer(std::move(variables))); }

void Connection::close() {
  closed_ = true;
  patience_.cancel();
  Code ignored;
  socket_.close(ignored);
}

void Connection::read() {
  socket_.async_read_some(boost::asio::buffer(received_), [self = shared_from_this()](Code error, std::size_t count) {
    if (self->closed_) return;
    if (error) return self->end(error == boost::asio::error::eof ? "closed by the exchange" : error.message());
    self->follow(self->conversation_.received({self->received_.data(), count}));
    if (!self->closed_) self->read();
  });
}

void Connection::follow(Conversation::Step step) {
  if (auto* const ask = std::get_if<Conversation::Ask>(&step)) return asked_(id_, std::move(ask->request));
  if (auto* const command = std::get_if<Conversation::Send>(&step)) return send(std::move(command->bytes));
  if (auto const* const last = std::get_if<Conversation::End>(&step)) end(last->fault);
}

void Connection::send(std::string bytes) {
  under_way_ = std::move(bytes);  // the one before has been replied to, so it is out
  boost::asio::async_write(socket_, boost::asio::buffer(under_way_), [self = shared_from_this()](Code error, std::size_t) {
    if (error && !self->closed_) self->end(error.message());
  });
}

void Connection::end(std::string const& fault) {
  close();
  ended_(id_, fault);
}

}  // namespace crosspoint::io::agi
