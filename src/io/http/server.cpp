#include "io/http/server.h"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <optional>
#include <thread>

#include "io/http/session.h"
#include "io/net/acceptor.h"
#include "io/net/listen.h"

namespace crosspoint::io::http {

/// What lives on the server's thread.
struct Server::Implementation {
  Implementation(Settings const& of, Routes to) : settings(of), routes(std::move(to)) {}

  Result<> listen() {
    boost::system::error_code error;
    if (boost::asio::ip::make_address(settings.address, error).is_v6()) protocol = boost::asio::ip::tcp::v6();
    if (auto unused = net::check_unused(settings.address, settings.port); !unused) return unused;
    auto socket = net::listen_on(settings.address, settings.port);
    if (!socket) return tl::make_unexpected(socket.error());
    port = net::port_of(*socket);
    acceptor.emplace(
        context, std::move(*socket), [this](net::Descriptor client, net::Address const&) { admit(std::move(client)); },
        [](std::string const& reason) { spdlog::warn("HTTP: {}", reason); });
    return {};
  }

  void admit(net::Descriptor client) {
    if (open_sessions >= settings.connections) return;
    boost::asio::ip::tcp::socket socket(context);
    boost::system::error_code error;
    socket.assign(protocol, client.get(), error);
    if (error) return;
    (void)client.release();  // closed with the socket from here on
    ++open_sessions;
    std::make_shared<Session>(std::move(socket), routes, settings.patience, [this] { --open_sessions; })->read();
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
  Routes const routes;
  std::size_t open_sessions = 0;
  std::uint16_t port = 0;
  boost::asio::ip::tcp protocol = boost::asio::ip::tcp::v4();
  boost::asio::io_context context{1};
  std::optional<net::Acceptor> acceptor;
  std::thread thread;
};

Server::Server(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::open(Settings const& settings, Routes routes) {
  auto implementation = std::make_unique<Implementation>(settings, std::move(routes));
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
