#include "io/agi/listener.h"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <exception>
#include <thread>
#include <unordered_map>
#include <utility>

#include "io/agi/connection.h"
#include "io/net/acceptor.h"
#include "io/net/listen.h"
#include "io/turns.h"

namespace crosspoint::io::agi {

/// What lives on the listener's thread.
struct Listener::Implementation {
  Implementation(Descriptor listening, Deliver to, Limits const& with)
      : limits(with),
        port(net::port_of(listening)),
        deliver(std::move(to)),
        acceptor(
            context, std::move(listening), [this](Descriptor socket, net::Address const&) { take_in(std::move(socket)); },
            [](std::string const& reason) { spdlog::error("FastAGI: {}", reason); }) {
    acceptor.start();
    thread = std::thread([this] { run(); });
  }

  void run() {
    try {
      run_in_turns(context, [this] {
        if (!inputs.empty()) deliver(std::exchange(inputs, {}));
      });
    } catch (std::exception const& broken) {
      spdlog::critical("FastAGI thread: {}", broken.what());
      std::terminate();
    }
  }

  /// One too many is closed by going out of scope.
  void take_in(Descriptor descriptor) {
    if (connections.size() >= limits.questions)
      return spdlog::warn("FastAGI: {} questions at a time, another is left alone", limits.questions);
    boost::system::error_code error;
    Connection::Socket socket(context);
    socket.assign(descriptor.get(), error);
    if (error) return spdlog::warn("FastAGI: {}", error.message());
    static_cast<void>(descriptor.release());
    AgiId const id{++last_id};
    auto const connection = std::make_shared<Connection>(
        id, std::move(socket),
        [this](AgiId asker, wire::agi::Request request) {
          inputs.emplace_back(flow::AgiAsked{asker, std::move(request)});
        },
        [this](AgiId ended, std::string const& fault) { forget(ended, fault); });
    connections.emplace(id, connection);
    connection->start(limits.patience);
  }

  void forget(AgiId id, std::string const& fault) {
    connections.erase(id);
    if (!fault.empty()) spdlog::warn("FastAGI: question {}: {}", id.value, fault);
  }

  void answer(flow::AgiAnswer& answer) {
    auto const found = connections.find(answer.id);
    if (found == connections.end()) return;  // it was too late
    auto const connection = found->second;
    connection->answer(std::move(answer.variables));
  }

  void close() {
    acceptor.stop();
    for (auto const& [id, connection] : connections) connection->close();
    connections.clear();
    context.stop();
  }

  Limits const limits;
  std::uint16_t const port;
  Deliver const deliver;
  boost::asio::io_context context{1};
  net::Acceptor acceptor;
  std::unordered_map<AgiId, std::shared_ptr<Connection>> connections;
  std::int64_t last_id = 0;
  Inputs inputs;  ///< of this turn
  std::thread thread;
};

Listener::Listener(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}

Listener::~Listener() { stop(); }

Result<std::unique_ptr<Listener>> Listener::open(std::string const& address, std::uint16_t port, Deliver deliver, Limits limits) {
  return net::check_unused(address, port).and_then([&] { return net::listen_on(address, port); }).map([&](Descriptor socket) {
    return std::unique_ptr<Listener>(
        new Listener(std::make_unique<Implementation>(std::move(socket), std::move(deliver), limits)));
  });
}

std::uint16_t Listener::port() const { return implementation_->port; }

void Listener::carry_out(std::vector<flow::AgiAnswer> answers) {
  boost::asio::post(implementation_->context, [implementation = implementation_.get(), answers = std::move(answers)]() mutable {
    for (auto& answer : answers) implementation->answer(answer);
  });
}

void Listener::stop() {
  if (!implementation_->thread.joinable()) return;
  boost::asio::post(implementation_->context, [implementation = implementation_.get()] { implementation->close(); });
  implementation_->thread.join();
}

}  // namespace crosspoint::io::agi
