#include "io/console/doors.h"

#include <spdlog/spdlog.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <exception>
#include <thread>
#include <unordered_map>
#include <utility>

#include "io/console/visitor.h"
#include "io/turns.h"

namespace crosspoint::io::console {
namespace {

using boost::asio::ip::tcp;
using Code = boost::system::error_code;

constexpr std::chrono::seconds pause_after_failure{1};

Result<tcp::acceptor> listen(boost::asio::io_context& context, Place const& place) {
  Code error;
  tcp::endpoint const endpoint(boost::asio::ip::make_address(place.address, error), place.port);
  tcp::acceptor acceptor(context);
  if (!error) acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
  if (error)
    return fail(Errc::unavailable,
                "cannot listen on " + place.address + " port " + std::to_string(place.port) + ": " + error.message());
  return acceptor;
}

}  // namespace

/// What lives on the thread of the doors.
struct Doors::Implementation {
  struct Entrance {
    Entrance(flow::Door through, std::string const& address, tcp::acceptor listening)
        : door(through),
          acceptor(std::move(listening)),
          place{address, acceptor.local_endpoint().port()},
          pause(acceptor.get_executor()) {}

    flow::Door door;
    tcp::acceptor acceptor;
    Place place;
    boost::asio::steady_timer pause;
    std::size_t visitors = 0;
  };

  explicit Implementation(Deliver to) : deliver(std::move(to)) {}

  Result<> open(std::optional<Entrance>& entrance, flow::Door door, std::optional<Place> const& place) {
    if (!place) return {};
    auto acceptor = listen(context, *place);
    if (!acceptor) return tl::make_unexpected(acceptor.error());
    entrance.emplace(door, place->address, std::move(*acceptor));
    accept(*entrance);
    return {};
  }

  void accept(Entrance& entrance) {
    entrance.acceptor.async_accept([this, &entrance](Code error, tcp::socket socket) {
      if (error == boost::asio::error::operation_aborted) return;
      if (error) return rest(entrance);
      if (entrance.visitors < most_visitors) admit(entrance, std::move(socket));
      accept(entrance);
    });
  }

  /// Out of descriptors or memory: no use to try again at once.
  void rest(Entrance& entrance) {
    entrance.pause.expires_after(pause_after_failure);
    entrance.pause.async_wait([this, &entrance](Code cancelled) {
      if (!cancelled) accept(entrance);
    });
  }

  void admit(Entrance& entrance, tcp::socket socket) {
    VisitorId const id{++last_visitor};
    auto const visitor =
        std::make_shared<Visitor>(std::move(socket), id, entrance.door, [this, id, &entrance](flow::Input input) {
          if (std::holds_alternative<flow::VisitorGone>(input)) {
            --entrance.visitors;
            visitors.erase(id);
          }
          inputs.push_back(std::move(input));
        });
    ++entrance.visitors;
    visitors.emplace(id, visitor);
    visitor->start();
  }

  void run() {
    try {
      run_in_turns(context, [this] {
        if (!inputs.empty()) deliver(std::exchange(inputs, {}));
      });
    } catch (std::exception const& broken) {
      spdlog::critical("thread of the side doors: {}", broken.what());
      std::terminate();
    }
  }

  [[nodiscard]] std::shared_ptr<Visitor> visitor(VisitorId id) const {
    auto const found = visitors.find(id);
    return found == visitors.end() ? nullptr : found->second;
  }

  void apply(flow::AnswerVisitor& answer) {
    if (auto const to = visitor(answer.visitor)) to->answer(std::move(answer.text));
  }
  void apply(flow::TellVisitor& tell) {
    if (auto const to = visitor(tell.visitor)) to->tell(std::move(tell.text));
  }
  void apply(flow::DismissVisitor const& dismiss) {
    if (auto const gone = visitor(dismiss.visitor)) gone->close();
  }
  template <class Other>
  void apply(Other const&) {}  // not for visitors

  Deliver const deliver;
  boost::asio::io_context context{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay{context.get_executor()};
  std::optional<Entrance> notices, console;
  std::unordered_map<VisitorId, std::shared_ptr<Visitor>> visitors;
  std::int64_t last_visitor = 0;
  Inputs inputs;  ///< of this turn
  std::thread thread;
};

Doors::Doors(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}

Doors::~Doors() { stop(); }

Result<std::unique_ptr<Doors>> Doors::open(Settings const& settings, Deliver deliver) {
  std::unique_ptr<Doors> doors(new Doors(std::make_unique<Implementation>(std::move(deliver))));
  auto& here = *doors->implementation_;
  if (auto opened = here.open(here.notices, flow::Door::notices, settings.notices); !opened)
    return tl::make_unexpected(opened.error());
  if (auto opened = here.open(here.console, flow::Door::console, settings.console); !opened)
    return tl::make_unexpected(opened.error());
  here.thread = std::thread([&here] { here.run(); });
  return doors;
}

std::optional<Place> Doors::notices() const {
  return implementation_->notices ? std::optional(implementation_->notices->place) : std::nullopt;
}

std::optional<Place> Doors::console() const {
  return implementation_->console ? std::optional(implementation_->console->place) : std::nullopt;
}

void Doors::carry_out(std::vector<flow::Effect> effects) {
  boost::asio::post(implementation_->context, [implementation = implementation_.get(), effects = std::move(effects)]() mutable {
    for (auto& effect : effects) std::visit([&](auto& one) { implementation->apply(one); }, effect);
  });
}

void Doors::stop() {
  if (!implementation_->thread.joinable()) return;
  boost::asio::post(implementation_->context, [implementation = implementation_.get()] { implementation->context.stop(); });
  implementation_->thread.join();
}

}  // namespace crosspoint::io::console
