// What one update to 1 000 connected plain clients costs: through the network threads, and with a bare epoll-and-send loop for
// the same bytes in the same run. The clients are another process, the same for both, so that only the sending side is counted.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "io/net/descriptor.h"
#include "io/net/listen.h"
#include "io/net/network.h"

namespace {

using namespace crosspoint;
using io::net::Descriptor;

constexpr int clients = 1000, rounds = 200;
constexpr std::chrono::milliseconds pause_between{20};  // lone updates: longer than the coalescing window
constexpr std::size_t update_size = 200;
constexpr int burst = 100;  // updates of one turn in the last figure

[[noreturn]] void give_up(char const* why) {
  std::perror(why);
  std::_Exit(1);
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  auto const seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void write_byte(int to) {
  char const byte = '.';
  if (::write(to, &byte, 1) != 1) give_up("pipe");
}

void read_byte(int from) {
  char byte = 0;
  if (::read(from, &byte, 1) != 1) give_up("pipe");
}

/// The clients' process: connects all, then after each order (how many bytes each client will get) reads until all have them.
class Clients {
 public:
  explicit Clients(std::uint16_t port) {
    std::array<int, 2> orders{}, news{};
    if (::pipe(orders.data()) != 0 || ::pipe(news.data()) != 0) give_up("pipe");
    child_ = ::fork();
    if (child_ == 0) {
      ::close(orders[1]);
      ::close(news[0]);
      serve(port, orders[0], news[1]);
    }
    orders_ = Descriptor(orders[1]);
    news_ = Descriptor(news[0]);
    ::close(orders[0]);
    ::close(news[1]);
  }
  Clients(Clients const&) = delete;
  Clients& operator=(Clients const&) = delete;
  ~Clients() {
    orders_ = Descriptor(-1);
    ::waitpid(child_, nullptr, 0);
  }

  void expect(std::size_t bytes) const {
    if (::write(orders_.get(), &bytes, sizeof bytes) != sizeof bytes) give_up("order");
  }
  void wait() const { read_byte(news_.get()); }

 private:
  [[noreturn]] static void serve(std::uint16_t port, int orders, int news) {
    Descriptor const epoll(::epoll_create1(0));
    std::vector<Descriptor> sockets;
    for (int i = 0; i < clients; ++i) {
      auto& socket = sockets.emplace_back(::socket(AF_INET, SOCK_STREAM, 0));
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(port);
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      if (::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) give_up("connect");
      epoll_event event{EPOLLIN, {.fd = socket.get()}};
      ::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, socket.get(), &event);
    }
    write_byte(news);
    std::size_t each = 0;
    while (::read(orders, &each, sizeof each) == sizeof each) {
      read_all(epoll.get(), each * clients);
      write_byte(news);
    }
    std::_Exit(0);
  }

  static void read_all(int epoll, std::size_t missing) {
    std::array<epoll_event, 256> events{};
    std::array<char, 64 << 10> bytes{};
    while (missing > 0) {
      auto const ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < ready; ++i) {
        auto const count = ::recv(events[static_cast<std::size_t>(i)].data.fd, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (count <= 0) give_up("recv");
        missing -= static_cast<std::size_t>(count);
      }
    }
  }

  pid_t child_ = 0;
  Descriptor orders_{-1}, news_{-1};
};

struct Cost {
  double cpu = 0, wall = 0;  ///< microseconds
};

/// Sends until all clients have the bytes.
template <class Send>
Cost cost_of(Clients const& receivers, std::size_t bytes, Send send) {
  std::this_thread::sleep_for(pause_between);
  receivers.expect(bytes);
  auto const cpu = cpu_seconds();
  auto const start = std::chrono::steady_clock::now();
  send();
  receivers.wait();
  auto const wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {(cpu_seconds() - cpu) * 1e6, wall * 1e6};
}

/// The middle of all rounds: what else the machine does shall not count.
Cost median(std::vector<Cost> costs) {
  auto const middle = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2);
  std::ranges::nth_element(costs, middle, {}, &Cost::cpu);
  auto const cpu = middle->cpu;
  std::ranges::nth_element(costs, middle, {}, &Cost::wall);
  return {cpu, middle->wall};
}

std::string update() { return std::string(update_size - 1, 'x') + "\n"; }

/// The least a server can do: one thread, wakes up, sends the same bytes to each socket.
class BareLoop {
 public:
  BareLoop() : listener_(std::move(*io::net::listen_on("127.0.0.1", 0))) {}

  [[nodiscard]] std::uint16_t port() const { return io::net::port_of(listener_); }

  void welcome_all() {
    while (sockets_.size() < clients) {
      pollfd ready{listener_.get(), POLLIN, 0};
      ::poll(&ready, 1, -1);
      Descriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK));
      if (socket.get() >= 0) sockets_.push_back(std::move(socket));
    }
    if (::pipe(wake_.data()) != 0) give_up("pipe");
    epoll_event event{EPOLLIN, {.fd = wake_[0]}};
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_[0], &event);
    for (auto const& socket : sockets_) {
      event = {EPOLLIN, {.fd = socket.get()}};
      ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, socket.get(), &event);
    }
    thread_ = std::thread([this] { run(); });
  }

  void tell(int) const { write_byte(wake_[1]); }  ///< one update: more at once is not its trade

  ~BareLoop() {
    ::close(wake_[1]);
    thread_.join();
  }

 private:
  void run() {
    auto const line = update();
    std::array<epoll_event, 16> events{};
    char byte = 0;
    while (::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), -1) > 0) {
      if (::read(wake_[0], &byte, 1) <= 0) return;
      for (auto const& socket : sockets_) (void)!::send(socket.get(), line.data(), line.size(), MSG_NOSIGNAL);
    }
  }

  Descriptor listener_, epoll_{::epoll_create1(0)};
  std::vector<Descriptor> sockets_;
  std::array<int, 2> wake_{};
  std::thread thread_;
};

/// The network with everybody watching one topic.
class Server {
 public:
  explicit Server(std::size_t threads) {
    io::net::Limits const limits{64 << 10, 32 << 20, 16 << 20, 20'000, 20'000};
    auto opened = io::net::Network::open({"127.0.0.1", 0, 0, "", "", false, limits, threads},
                                         [this](io::Inputs inputs) { note(std::move(inputs)); });
    if (!opened) give_up(opened.error().detail.c_str());
    network_ = std::move(*opened);
  }
  ~Server() { network_->stop({}); }

  [[nodiscard]] std::uint16_t port() const { return network_->port(); }

  void welcome_all() {
    all_here_.get_future().wait();
    std::vector<flow::Effect> effects;
    for (auto const session : sessions_) effects.emplace_back(flow::Watch{session, flow::Topic::all()});
    network_->carry_out(std::move(effects), {});
  }

  void tell(int times) const {
    std::vector<flow::Effect> effects;
    for (int i = 0; i < times; ++i) effects.emplace_back(flow::Tell{flow::Topic::all(), update(), 0});
    network_->carry_out(std::move(effects), {});
  }

 private:
  void note(io::Inputs inputs) {
    std::lock_guard const lock(mutex_);
    for (auto const& input : inputs)
      if (auto const* const opened = std::get_if<flow::ClientOpened>(&input)) {
        sessions_.push_back(opened->session);
        if (sessions_.size() == clients) all_here_.set_value();
      }
  }

  std::mutex mutex_;
  std::vector<SessionId> sessions_;
  std::promise<void> all_here_;
  std::unique_ptr<io::net::Network> network_;
};

/// One way of sending, with clients of its own.
template <class Sender>
struct Subject {
  Sender sender;
  Clients receivers{sender.port()};
  std::vector<Cost> costs{};

  void get_ready() {
    sender.welcome_all();
    receivers.wait();
  }
  void round(int updates) {
    costs.push_back(cost_of(receivers, update_size * static_cast<std::size_t>(updates), [&] { sender.tell(updates); }));
  }
  Cost take_median() { return median(std::exchange(costs, {})); }
};

void print(char const* what, Cost cost) { std::printf("%-44s %8.0f us CPU %8.0f us wall\n", what, cost.cpu, cost.wall); }

}  // namespace

int main() {
  rlimit files{8192, 8192};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);

  Subject<BareLoop> bare{};
  Subject<Server> one{Server(1)}, two{Server(2)};
  bare.get_ready();
  one.get_ready();
  two.get_ready();
  for (int i = 0; i < rounds; ++i) {  // in turn, so that all meet the same machine
    bare.round(1);
    one.round(1);
    two.round(1);
  }
  auto const bare_cost = bare.take_median(), one_cost = one.take_median(), two_cost = two.take_median();
  for (int i = 0; i < rounds / 10; ++i) one.round(burst);
  auto const burst_cost = one.take_median();

  std::printf("fanout: %d bytes to each of %d clients, median of %d rounds\n", static_cast<int>(update_size), clients, rounds);
  print("  bare epoll-and-send loop", bare_cost);
  print("  one network thread", one_cost);
  print("  two network threads", two_cost);
  print("  one network thread, 100 updates in a turn", burst_cost);
  std::printf("fanout: CPU ratio to the bare loop %.2f with one thread, %.2f with two (target 1.50)\n",
              one_cost.cpu / bare_cost.cpu, two_cost.cpu / bare_cost.cpu);
  std::printf("fanout: an update among 100 in a turn costs %.3f of a bare one\n", burst_cost.cpu / burst / bare_cost.cpu);
  return 0;
}
