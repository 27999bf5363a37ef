#include "io/http/server.h"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
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
  Implementation(Settings of, Site site, std::optional<net::Tls> tls)
      : settings(std::move(of)),
        common{std::move(site), settings.limits, std::move(tls),
               [this](std::string const& what, std::string const& who) { complain(what, who); }} {}

  Result<> listen() {
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
    if (!common.sessions.make_room(address)) return complain("refused: too many connections", address.to_string());
    net::Socket socket(context);
    boost::system::error_code error;
    socket.assign(client.get(), error);
    if (error) return;
    (void)client.release();  // closed with the socket from here on
    std::make_shared<Session>(std::move(socket), address, common)->start();
  }

  void hand_out(std::vector<flow::HttpAnswer> answers) {
    for (auto& answer : answers) {
      auto const asked = common.asked.find(answer.id);
      if (asked == common.asked.end()) continue;  // who asked is gone
      if (auto const session = asked->second.lock()) session->answered(std::move(answer));
    }
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
  std::uint16_t port = 0;
  net::Tally tally;
  bool will_tell = false;
  Common common;
  boost::asio::io_context context{1};  // what waits in it ends before what it has in common
  boost::asio::steady_timer telling{context};
  std::optional<net::Acceptor> acceptor;
  std::thread thread;
};

Server::Server(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::open(Settings const& settings, Site site, std::optional<net::Tls> tls) {
  auto implementation = std::make_unique<Implementation>(settings, std::move(site), std::move(tls));
  if (auto const listens = implementation->listen(); !listens) return tl::make_unexpected(listens.error());
  implementation->acceptor->start();
  implementation->thread = std::thread([at = implementation.get()] { at->run(); });
  return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

std::uint16_t Server::port() const { return implementation_->port; }

void Server::carry_out(std::vector<flow::HttpAnswer> answers) {
  boost::asio::post(implementation_->context,
                    [at = implementation_.get(), answers = std::move(answers)]() mutable { at->hand_out(std::move(answers)); });
}

void Server::use(net::Tls tls) {
  boost::asio::post(implementation_->context, [at = implementation_.get(), tls = std::move(tls)] { at->common.tls = tls; });
}

void Server::stop() {
  if (!implementation_->thread.joinable()) return;
  boost::asio::post(implementation_->context, [at = implementation_.get()] {
    at->acceptor->stop();
    at->context.stop();
  });
  implementation_->thread.join();
}

}  // namespace crosspoint::io::http
