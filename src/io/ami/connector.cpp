#include "io/ami/connector.h"

#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <thread>
#include <utility>

#include "io/ami/link.h"
#include "io/turns.h"

namespace crosspoint::io::ami {

/// What lives on the connector's thread.
struct Connector::Implementation {
  Implementation(std::string to_host, std::uint16_t to_port, Deliver to)
      : host(std::move(to_host)), port(std::to_string(to_port)), deliver(std::move(to)), thread([this] { run(); }) {}

  void run() {
    try {
      run_in_turns(context, [this] {
        if (!inputs.empty()) deliver(std::exchange(inputs, {}));
      });
    } catch (std::exception const& broken) {
      spdlog::critical("exchange thread: {}", broken.what());
      std::terminate();
    }
  }

  std::shared_ptr<Link>& link(flow::AmiLink name) { return links[static_cast<std::size_t>(name)]; }

  /// An answer comes after the events that were told before it: who asked looks at the state that they have made.
  void take(flow::Input input) {
    auto const* const bytes = std::get_if<flow::AmiBytes>(&input);
    auto const is_answer = bytes != nullptr && bytes->link == flow::AmiLink::actions;
    if (auto const& events = link(flow::AmiLink::events); is_answer && events) events->catch_up();
    inputs.push_back(std::move(input));
  }

  void apply(flow::AmiConnect const& connect) {
    auto& place = link(connect.link);
    if (place) place->close();
    place = std::make_shared<Link>(context, connect.link, [this](flow::Input input) { take(std::move(input)); });
    place->connect(host, port);
  }

  void apply(flow::AmiSend& send) {
    if (auto const& to = link(send.link)) to->send(std::move(send.bytes));
  }

  void apply(flow::AmiClose const& close) {
    if (auto const gone = std::exchange(link(close.link), nullptr)) gone->close();
  }

  template <class Other>
  void apply(Other const&) {}  // not for the exchange

  std::string const host, port;
  Deliver const deliver;
  boost::asio::io_context context{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay{context.get_executor()};
  std::array<std::shared_ptr<Link>, 2> links;
  Inputs inputs;  ///< of this turn
  std::thread thread;
};

Connector::Connector(std::string host, std::uint16_t port, Deliver deliver)
    : implementation_(std::make_unique<Implementation>(std::move(host), port, std::move(deliver))) {}

Connector::~Connector() { stop(); }

void Connector::carry_out(std::vector<flow::Effect> effects) {
  boost::asio::post(implementation_->context, [implementation = implementation_.get(), effects = std::move(effects)]() mutable {
    for (auto& effect : effects) std::visit([&](auto& one) { implementation->apply(one); }, effect);
  });
}

void Connector::stop() {
  if (!implementation_->thread.joinable()) return;
  boost::asio::post(implementation_->context, [implementation = implementation_.get()] {
    for (auto const& link : implementation->links)
      if (link) link->close();
    implementation->context.stop();
  });
  implementation_->thread.join();
}

}  // namespace crosspoint::io::ami
