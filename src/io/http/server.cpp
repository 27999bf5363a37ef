#include "io/http/server.h"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <optional>
#include <thread>

#include "io/http/session.h"
#include "io/net/acceptor.h"
#include "io/net/listen.h"
#include "io/net/tally.h"

namespace crosspoint::io::http {

/// What lives on the server's thread.
struct Server::Implementation {
  Implementation(Settings const& of, Routes to, WebSockets with)
      : settings(of),
        site{std::move(to), std::move(with), settings.patience,
             [this](std::string const& what, std::string const& who) { complain(what, who); }} {}

  Result<> listen() {
    boost::system::error_code error;
    if (boost::asio::ip::make_address(settings.address, error).is_v6()) protocol = boost::asio::ip::tcp::v6();
    if (auto unused = net::check_unused(settings.address, settings.port); !unused) return unused;
    auto socket = net::listen_on(settings.address, settings.port);
    if (!socket) return tl::make_unexpected(socket.error());
    port = net::port_of(*socket);
    acceptor.emplace(
        context, std::move(*socket),
        [this](Descriptor client, net::Address const& address) { admit(std::move(client), address); },
        [](std::string const& reason) { spdlog::warn("HTTP: {}", reason); });
    return {};
  }

  void admit(Descriptor client, net::Address const& address) {
    if (open_sessions >= settings.connections) return complain("refused: too many connections", address.to_string());
    boost::asio::ip::tcp::socket socket(context);
    boost::system::error_code error;
    socket.assign(protocol, client.get(), error);
    if (error) return;
    (void)client.release();  // closed with the socket from here on
    ++open_sessions;
    std::make_shared<Session>(std::move(socket), address, site, [this] { --open_sessions; })->read();
  }

  void complain(std::string const& what, std::string const& who) {
    if (auto const line = tally.add(what, who, net::Tally::Clock::now())) spdlog::warn("HTTP: {}", *line);
    else tell_later();
  }

  /// What the tally keeps back.
  void tell_later() {
    if (std::exchange(will_tell, true)) return;
    telling.expires_after(net::Tally::interval);
    telling.async_wait([this](boost::system::error_code cancelled) {
      if (cancelled) return;
      for (auto const& line : tally.overdue(net::Tally::Clock::now())) spdlog::warn("HTTP: {}", line);
      will_tell = false;
      if (tally.holds_back()) tell_later();
    });
  }

  void run() {
    try {
      context.run();
    } catch (std::exception const& broken) {
      spdlog::critical("HTTP thread: {}", broken.what());
      std::terminate();
    }
  }

  Settings const settings;
  Site const site;
  std::size_t open_sessions = 0;
  std::uint16_t port = 0;
  boost::asio::ip::tcp protocol = boost::asio::ip::tcp::v4();
  net::Tally tally;
  bool will_tell = false;
  boost::asio::io_context context{1};
  boost::asio::steady_timer telling{context};
  std::optional<net::Acceptor> acceptor;
  std::thread thread;
};

Server::Server(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::open(Settings const& settings, Routes routes, WebSockets websockets) {
  auto implementation = std::make_unique<Implementation>(settings, std::move(routes), std::move(websockets));
  if (auto const listens = implementation->listen(); !listens) return tl::make_unexpected(listens.error());
  implementation->acceptor->start();
  implementation->thread = std::thread([at = implementation.get()] { at->run(); });
  return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

std::uint16_t Server::port() const { return implementation_->port; }

void Server::stop() {
  if (!implementation_->thread.joinable()) return;
  boost::asio::post(implementation_->context, [at = implementation_.get()] {
    at->acceptor->stop();
    at->context.stop();
  });
  implementation_->thread.join();
}

}  // namespace crosspoint::io::http
