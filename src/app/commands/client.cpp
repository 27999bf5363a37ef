#include "app/commands/client.h"

#include <cerrno>
#include <iostream>

#include <poll.h>
#include <unistd.h>

#include "app/client/address.h"
#include "app/client/connection.h"
#include "app/client/conversation.h"
#include "app/client/lines.h"
#include "app/client/password.h"
#include "app/client/words.h"
#include "app/clock.h"
#include "base/printable.h"

namespace crosspoint::app {
namespace {

using namespace client;

constexpr Duration connect_patience{5'000'000};
constexpr std::size_t longest_line = 64 << 20;

/// Carries bytes between the connection, the conversation and the terminal until the conversation ends.
class Loop {
 public:
  Loop(Connection connection, Conversation& conversation, Trust trust)
      : connection_(std::move(connection)), conversation_(conversation), trust_(std::move(trust)) {}

  Ending run();

 private:
  struct Ready {
    bool server, input;
  };

  Ready wait() const;
  void read_server();
  void read_input();
  void carry_out(Turn const& turn);
  void end(Error const& error) { ending_ = Ending{1, error.detail}; }

  Connection connection_;
  Conversation& conversation_;
  Trust trust_;
  Clock clock_;
  Lines from_server_, from_input_;
  bool more_ = false;  ///< the connection holds bytes that poll() does not see
  bool input_ended_ = false;
  std::optional<Ending> ending_;
};

Ending Loop::run() {
  for (carry_out(conversation_.begin(clock_.now())); !ending_;) {
    auto const ready = wait();
    if (ready.server) read_server();
    if (ready.input && !ending_) read_input();
    if (!ending_ && conversation_.deadline().value_or(Time::max()) <= clock_.now())
      carry_out(conversation_.expired(clock_.now()));
  }
  return *ending_;
}

/// Until the server or the user says something, or the deadline.
Loop::Ready Loop::wait() const {
  auto timeout = -1;
  if (auto const deadline = conversation_.deadline()) {
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - clock_.now()).count();
    timeout = static_cast<int>(std::max<std::int64_t>(left, 0));
  }
  if (more_) timeout = 0;
  auto const wants_input = conversation_.reads_input() && !input_ended_;
  std::array<pollfd, 2> sources{pollfd{connection_.descriptor(), POLLIN, 0}, pollfd{wants_input ? STDIN_FILENO : -1, POLLIN, 0}};
  ::poll(sources.data(), sources.size(), timeout);
  return {.server = more_ || sources[0].revents != 0, .input = sources[1].revents != 0};
}

void Loop::read_server() {
  auto const received = connection_.read();
  if (!received) return end(received.error());
  more_ = received->more;
  from_server_.feed(received->bytes);
  while (!ending_) {
    auto const line = from_server_.next();
    if (!line) break;
    if (!line->empty()) carry_out(conversation_.received(*line, clock_.now()));
  }
  if (!ending_ && received->ended) carry_out(conversation_.closed());
  if (!ending_ && from_server_.size() > longest_line) ending_ = Ending{1, "the server sends a line without an end"};
}

void Loop::read_input() {
  std::array<char, 16'384> bytes{};
  auto const count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
  if (count < 0 && errno == EINTR) return;
  if (count > 0) from_input_.feed({bytes.data(), static_cast<std::size_t>(count)});
  while (!ending_) {
    auto const line = from_input_.next();
    if (!line) break;
    carry_out(conversation_.typed(*line, clock_.now()));
  }
  if (count > 0 || ending_) return;
  input_ended_ = true;
  if (auto const line = from_input_.rest(); !line.empty()) carry_out(conversation_.typed(line, clock_.now()));
  if (!ending_) carry_out(conversation_.typed_all(clock_.now()));
}

void Loop::carry_out(Turn const& turn) {
  for (auto const& line : turn.say) std::cout << printable(line) << '\n';
  for (auto const& line : turn.news) std::cout << clock_text(Clock::wall()) << "  " << printable(line) << '\n';
  std::cout.flush();
  if (!turn.send.empty())
    if (auto const written = connection_.write(turn.send); !written) return end(written.error());
  if (turn.secure) {
    from_server_.rest();  // what came in clear behind the last clear line is nobody's word
    if (auto const secured = connection_.secure(trust_); !secured) return end(secured.error());
    return carry_out(conversation_.secured(clock_.now()));
  }
  ending_ = turn.ending;
}

int complain(int exit, std::string const& error) {
  std::cerr << "error: " << printable(error) << '\n';
  return exit;
}

}  // namespace

int run_client(ClientOptions const& options) {
  if (options.tls && options.starttls) return complain(2, "--tls and --starttls exclude each other");
  if (options.user.empty()) return complain(2, "who are you? --user LOGIN");
  auto task = make_task(options.command, options.argument);
  if (!task) return complain(2, task.error().detail);
  auto const address = parse_address(options.server, options.tls ? "5013" : "5003");
  if (!address) return complain(2, address.error().detail);
  auto const protection = options.tls ? Protection::tls : options.starttls ? Protection::starttls : Protection::none;
  if (protection == Protection::none && !is_loopback(address->host))
    std::cerr << "warning: the password travels in clear; use --starttls or --tls\n";
  auto password = read_password(options.user);
  if (!password) return complain(2, password.error().detail);

  Trust trust{.anybody = options.insecure, .certificate_ca = options.ca};
  auto connection = Connection::open(address->host, address->port, connect_patience);
  if (!connection) return complain(1, connection.error().detail);
  if (options.tls)
    if (auto const secured = connection->secure(trust); !secured) return complain(1, secured.error().detail);
  Conversation conversation({options.user, std::move(*password)}, protection, std::move(*task));
  auto const ending = Loop(std::move(*connection), conversation, std::move(trust)).run();
  return ending.error.empty() ? ending.exit : complain(ending.exit, ending.error);
}

}  // namespace crosspoint::app
