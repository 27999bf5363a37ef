#include "app/commands/pbx_sim.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <boost/asio.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <random>

#include "app/clock.h"
#include "base/text.h"
#include "sim/simulator.h"

namespace crosspoint::app {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t console_limit = 16, console_line = 4096;

/// One AMI connection.
struct Link {
  Link(tcp::socket accepted, sim::LinkId name) : socket(std::move(accepted)), id(name) {}
  tcp::socket socket;
  sim::LinkId id;
  std::array<char, 64 << 10> input{};
  std::string output;  ///< being written; empty: nothing is
};

/// One console: a TCP connection, or standard input and output.
template <class Stream>
struct ConsoleLink {
  explicit ConsoleLink(Stream opened) : stream(std::move(opened)) {}
  Stream stream;
  std::string input;
  std::string output;
};

/// Gives the simulator its sockets, its clock and its consoles. One thread; ends when the io_context stops.
class Host {
 public:
  Host(PbxSimOptions const& options, std::string secret)
      : simulator_({.account = {options.username, std::move(secret)},
                    .phones = options.phones,
                    .draw = [device = std::make_shared<std::random_device>()] { return (*device)(); }},
                   clock_.now()) {}

  /// Starts to listen; prints the port.
  Result<> listen(tcp::endpoint const& ami, std::optional<std::uint16_t> console) {
    if (auto ok = open(ami_, ami, "listening on "); !ok) return ok;
    accept_link();
    if (!console) return {};
    if (auto ok = open(console_, {asio::ip::address_v4::loopback(), *console}, "console on "); !ok) return ok;
    accept_console();
    return {};
  }

  void run() {
    signals_.async_wait([this](error_code, int) { io_.stop(); });
    watch_stdin();
    io_.run();
  }

 private:
  static Result<> open(tcp::acceptor& acceptor, tcp::endpoint const& where, std::string_view announced) {
    error_code failed;
    acceptor.open(where.protocol(), failed);
    if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
    if (!failed) acceptor.bind(where, failed);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed)
      return fail(Errc::unavailable, "can't listen on " + where.address().to_string() + ":" + std::to_string(where.port()) +
                                         ": " + failed.message());
    std::cout << announced << acceptor.local_endpoint() << std::endl;
    return {};
  }

  void accept_link() {
    ami_.async_accept([this](error_code failed, tcp::socket socket) {
      if (!failed) {
        socket.set_option(tcp::no_delay(true), failed);
        if (auto const id = simulator_.open(clock_.now())) {
          auto link = std::make_shared<Link>(std::move(socket), *id);
          links_[*id] = link;
          read(link);
        }
        end_turn();
      }
      if (ami_.is_open()) accept_link();
    });
  }

  void read(std::shared_ptr<Link> const& link) {
    link->socket.async_read_some(asio::buffer(link->input), [this, link](error_code failed, std::size_t size) {
      if (failed) return forget(link);
      simulator_.receive(link->id, {link->input.data(), size}, clock_.now());
      end_turn();
      if (link->socket.is_open()) read(link);
    });
  }

  void forget(std::shared_ptr<Link> const& link) {
    simulator_.close(link->id);
    links_.erase(link->id);
    error_code ignored;
    link->socket.close(ignored);
  }

  /// Everything that an input has caused leaves in one write for each link; then the clock is set for the next change.
  void end_turn() {
    for (auto const id : simulator_.ready())
      if (auto const found = links_.find(id); found != links_.end()) flush(std::shared_ptr(found->second));
    if (simulator_.quitting()) io_.stop();
    if (auto const due = simulator_.due()) {
      timer_.expires_after(*due - clock_.now());
      timer_.async_wait([this](error_code cancelled) {
        if (cancelled) return;
        simulator_.tick(clock_.now());
        end_turn();
      });
    }
  }

  void flush(std::shared_ptr<Link> const& link) {
    auto const writing = !link->output.empty();
    if (!writing) link->output = simulator_.take(link->id);
    if (writing || link->output.empty()) {
      // A link that was cut doesn't wait for a write that a slow reader holds up.
      if (simulator_.over(link->id)) forget(link);
      return;
    }
    asio::async_write(link->socket, asio::buffer(link->output), [this, link](error_code failed, std::size_t) {
      link->output.clear();
      if (failed) forget(link);
      end_turn();
    });
  }

  void accept_console() {
    console_.async_accept([this](error_code failed, tcp::socket socket) {
      if (!failed && consoles_ < console_limit) {
        socket.set_option(tcp::no_delay(true), failed);
        converse(std::make_shared<ConsoleLink<tcp::socket>>(std::move(socket)));
      }
      if (console_.is_open()) accept_console();
    });
  }

  /// Standard input is a console when it is a terminal or a pipe; a file or /dev/null is none.
  void watch_stdin() {
    struct stat kind {};
    if (::fstat(STDIN_FILENO, &kind) != 0) return;
    if (!S_ISFIFO(kind.st_mode) && ::isatty(STDIN_FILENO) == 0) return;
    // Opened anew, so that nobody who shares our standard input finds it non-blocking.
    auto const descriptor = ::open("/dev/stdin", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return;
    converse(std::make_shared<ConsoleLink<asio::posix::stream_descriptor>>(asio::posix::stream_descriptor(io_, descriptor)));
  }

  template <class Stream>
  void converse(std::shared_ptr<ConsoleLink<Stream>> const& link) {
    ++consoles_;
    next_line(link);
  }

  template <class Stream>
  void next_line(std::shared_ptr<ConsoleLink<Stream>> const& link) {
    auto const input = asio::dynamic_buffer(link->input, console_line);
    asio::async_read_until(link->stream, input, '\n', [this, link](error_code failed, std::size_t size) {
      if (failed) {
        --consoles_;
        return;
      }
      link->output = simulator_.console(std::string_view(link->input).substr(0, size), clock_.now());
      link->input.erase(0, size);
      answer(link);
      end_turn();
    });
  }

  void answer(std::shared_ptr<ConsoleLink<asio::posix::stream_descriptor>> const& link) {
    std::cout << link->output << std::flush;
    next_line(link);
  }

  void answer(std::shared_ptr<ConsoleLink<tcp::socket>> const& link) {
    asio::async_write(link->stream, asio::buffer(link->output), [this, link](error_code failed, std::size_t) {
      if (!failed) return next_line(link);
      --consoles_;
    });
  }

  asio::io_context io_{1};
  asio::signal_set signals_{io_, SIGINT, SIGTERM};
  tcp::acceptor ami_{io_}, console_{io_};
  asio::steady_timer timer_{io_};
  Clock clock_;
  sim::Simulator simulator_;
  std::map<sim::LinkId, std::shared_ptr<Link>> links_;
  std::size_t consoles_ = 0;
};

/// `127.0.0.1:5038`; loopback only, since what it says is not to be believed by anybody else.
Result<tcp::endpoint> read_endpoint(std::string const& text) {
  auto const colon = text.rfind(':');
  auto const wrong = [&] { return fail(Errc::bad_request, "--listen wants a loopback address and a port, not " + text); };
  if (colon == std::string::npos) return wrong();
  error_code failed;
  auto const address = asio::ip::make_address(text.substr(0, colon), failed);
  auto const port = to_integer(std::string_view(text).substr(colon + 1));
  if (failed || !address.is_loopback() || !port || *port < 0 || *port > 65535) return wrong();
  return tcp::endpoint(address, static_cast<std::uint16_t>(*port));
}

int complain(Error const& error) {
  std::cerr << "pbx-sim: " << error.detail << std::endl;
  return error.code == Errc::bad_request ? 2 : 1;
}

}  // namespace

int run_pbx_sim(PbxSimOptions const& options) {
  auto const where = read_endpoint(options.listen);
  if (!where) return complain(where.error());
  auto secret = options.secret;
  if (auto const* const given = std::getenv("CROSSPOINT_SIM_SECRET"); secret.empty() && given) secret = given;
  if (secret.empty()) return complain({Errc::bad_request, "no secret: give --secret or CROSSPOINT_SIM_SECRET"});
  if (options.phones == 0 || options.phones > 9'000)
    return complain({Errc::bad_request, "--phones wants a number from 1 to 9000"});
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGTTIN, SIG_IGN);  // in the background a terminal is no console
  Host host(options, std::move(secret));
  if (auto const ok = host.listen(*where, options.console); !ok) return complain(ok.error());
  host.run();
  return 0;
}

}  // namespace crosspoint::app
