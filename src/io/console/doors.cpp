#include "io/console/doors.h"

#include <spdlog/spdlog.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "io/console/visitor.h"
#include "io/net/acceptor.h"
#include "io/net/listen.h"
#include "io/turns.h"

namespace crosspoint::io::console {

/// What lives on the thread of the doors.
struct Doors::Implementation {
  /// Keeps its address: the acceptor's callback refers to it.
  struct Entrance {
    Entrance(flow::Door through, Place at) : door(through), place(std::move(at)) {}

    flow::Door door;
    Place place;
    std::optional<net::Acceptor> acceptor;
    std::size_t visitors = 0;
  };

  explicit Implementation(Deliver to) : deliver(std::move(to)) {}

  Result<> open(std::optional<Entrance>& entrance, flow::Door door, std::optional<Place> const& wanted) {
    if (!wanted) return {};
    if (auto unused = net::check_unused(wanted->address, wanted->port); !unused) return unused;
    auto socket = net::listen_on(wanted->address, wanted->port);
    if (!socket) return tl::make_unexpected(socket.error());
    auto& open = entrance.emplace(door, Place{wanted->address, net::port_of(*socket)});
    open.acceptor.emplace(
        context, std::move(*socket), [this, &open](Descriptor visitor, net::Address const&) { admit(open, visitor); },
        [](std::string const& reason) { spdlog::warn("side door: {}", reason); });
    open.acceptor->start();
    return {};
  }

  /// One too many is closed by going out of scope.
  void admit(Entrance& entrance, Descriptor& descriptor) {
    if (entrance.visitors >= most_visitors) return;
    boost::asio::ip::tcp::socket socket(context);
    auto const is_v6 = boost::asio::ip::make_address(entrance.place.address).is_v6();
    boost::system::error_code error;
    socket.assign(is_v6 ? boost::asio::ip::tcp::v6() : boost::asio::ip::tcp::v4(), descriptor.get(), error);
    if (error) return spdlog::warn("side door: {}", error.message());
    static_cast<void>(descriptor.release());
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

  void apply(flow::AnswerVisitor const& answer) const {
    if (auto const to = visitor(answer.visitor)) to->answer(answer.text);
  }
  void apply(flow::TellVisitor const& tell) const {
    if (auto const to = visitor(tell.visitor)) to->tell(tell.text);
  }
  void apply(flow::DismissVisitor const& dismiss) const {
    if (auto const gone = visitor(dismiss.visitor)) gone->close();
  }
  template <class Other>
  void apply(Other const&) const {}  // not for visitors

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
