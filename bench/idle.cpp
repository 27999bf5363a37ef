// What a connected client that does nothing costs in memory: 5 000 plain ones, 1 000 in TLS and 1 000 WebSockets at once. The
// server is a process of its own; its proportional set size counts, the kernel's memory for sockets does not.
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/http/server.h"
#include "io/net/network.h"
#include "io/net/testing/certificate.h"
#include "io/net/testing/client.h"
#include "io/net/testing/websocket.h"

namespace {

using namespace crosspoint;
using io::net::testing_support::Certificate;
using io::net::testing_support::Client;

constexpr std::size_t plain_clients = 5000, tls_clients = 1000, websockets = 1000;

[[noreturn]] void give_up(char const* why) {
  std::perror(why);
  std::_Exit(1);
}

/// Bytes of memory of this process, shared pages counted by their share.
std::size_t memory() {
  std::ifstream rollup("/proc/self/smaps_rollup");
  for (std::string line; std::getline(rollup, line);)
    if (line.starts_with("Pss:")) return std::stoul(line.substr(4)) << 10;
  give_up("smaps_rollup");
}

template <class T>
void put(int to, T const& value) {
  if (::write(to, &value, sizeof value) != sizeof value) give_up("pipe");
}

template <class T>
T get(int from) {
  T value{};
  if (::read(from, &value, sizeof value) != sizeof value) give_up("pipe");
  return value;
}

struct Ports {
  std::uint16_t plain, tls, http;
};

/// The server's process: tells its ports, then its memory each time it is asked.
[[noreturn]] void serve(Certificate const& certificate, int questions, int answers) {
  std::unique_ptr<io::net::Network> network;
  io::net::Limits const limits{64 << 10, 32 << 20, 16 << 20, 20'000, 20'000};
  // The core's part: every line is answered, every client hears of everything.
  auto const deliver = [&network](io::Inputs inputs) {
    std::vector<flow::Effect> effects;
    std::vector<SessionId> dealt_with;
    for (auto const& input : inputs)
      if (auto const* const line = std::get_if<flow::ClientLine>(&input)) {
        dealt_with.push_back(line->session);
        effects.emplace_back(flow::LoggedIn{line->session});
        effects.emplace_back(flow::Watch{line->session, flow::Topic::all()});
        effects.emplace_back(flow::Reply{line->session, "welcome\n"});
      }
    network->carry_out(std::move(effects), std::move(dealt_with));
  };
  auto opened =
      io::net::Network::open({"127.0.0.1", 0, 0, certificate.certificate(), certificate.key(), false, limits, 2}, deliver);
  if (!opened) give_up(opened.error().detail.c_str());
  network = std::move(*opened);
  io::http::Site site;
  site.websockets = {"/ws", {}, [&](io::net::Adopted adopted) { network->adopt_websocket(std::move(adopted)); }};
  auto tls = io::net::Tls::load(certificate.certificate(), certificate.key(), io::net::TlsVersions::current);
  if (!tls) give_up(tls.error().detail.c_str());
  auto const http = io::http::Server::open({"127.0.0.1", 0}, std::move(site), std::move(*tls));
  if (!http) give_up(http.error().detail.c_str());
  put(answers, Ports{network->port(), network->tls_port(), (*http)->port()});
  for (char question = 0; ::read(questions, &question, 1) == 1;) put(answers, memory());
  network->stop({});
  std::_Exit(0);
}

std::size_t ask_memory(int questions, int answers) {
  put(questions, '?');
  return get<std::size_t>(answers);
}

/// All of them at once: each is answered when all have asked.
void say_hello(std::span<Client> clients) {
  for (auto& client : clients)
    if (!client.connected() || !client.send("login\n")) give_up("a client could not connect");
  for (auto& client : clients)
    if (client.line() != "welcome") give_up("a client was not served");
}

void open_websocket(Client& client) {
  client.send(
      "GET /ws HTTP/1.1\r\nHost: bench.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  if (client.line() != "HTTP/1.1 101 Switching Protocols\r") give_up("handshake of a WebSocket");
  while (client.line().value_or("\r") != "\r") continue;
}

/// Like say_hello(), in frames.
void say_hello_in_frames(std::span<Client> clients) {
  for (auto& client : clients) client.send(io::net::testing_support::text_frame("login"));
  std::string welcome;
  wire::websocket::append_header(welcome, wire::websocket::Opcode::text, 7);
  welcome += "welcome";
  for (auto& client : clients)
    if (client.bytes(welcome.size()) != welcome) give_up("a WebSocket was not served");
}

void raise_limit_of_files() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

int main() {
  raise_limit_of_files();
  Certificate const certificate("bench.example");
  std::array<int, 2> questions{}, answers{};
  if (::pipe(questions.data()) != 0 || ::pipe(answers.data()) != 0) give_up("pipe");
  auto const server = ::fork();
  if (server == 0) {
    ::close(questions[1]);
    serve(certificate, questions[0], answers[1]);
  }
  auto const ports = get<Ports>(answers[0]);
  auto const empty = ask_memory(questions[1], answers[0]);

  std::vector<Client> clients;
  clients.reserve(plain_clients + tls_clients + 2 * websockets);
  for (std::size_t i = 0; i < plain_clients; ++i) clients.emplace_back(ports.plain);
  say_hello(clients);
  auto const with_plain = ask_memory(questions[1], answers[0]);
  for (std::size_t i = 0; i < tls_clients; ++i)
    if (!clients.emplace_back(ports.tls).secure()) give_up("TLS handshake");
  say_hello(std::span(clients).subspan(plain_clients));
  auto const with_tls = ask_memory(questions[1], answers[0]);
  for (std::size_t i = 0; i < websockets; ++i) open_websocket(clients.emplace_back(ports.http));
  say_hello_in_frames(std::span(clients).subspan(plain_clients + tls_clients));
  auto const with_websockets = ask_memory(questions[1], answers[0]);
  for (std::size_t i = 0; i < websockets; ++i) {
    if (!clients.emplace_back(ports.http).secure()) give_up("TLS handshake of a WebSocket");
    open_websocket(clients.back());
  }
  say_hello_in_frames(std::span(clients).subspan(plain_clients + tls_clients + websockets));
  auto const with_all = ask_memory(questions[1], answers[0]);

  std::printf(
      "idle: server process without clients %.1f MB, with %zu plain and %zu TLS clients and %zu WebSockets of each at once %.1f "
      "MB\n",
      static_cast<double>(empty) / 1e6, plain_clients, tls_clients, websockets, static_cast<double>(with_all) / 1e6);
  std::printf("idle: memory per plain client %zu bytes\n", (with_plain - empty) / plain_clients);
  std::printf("idle: memory per TLS client %zu bytes\n", (with_tls - with_plain) / tls_clients);
  std::printf("idle: memory per WebSocket %zu bytes\n", (with_websockets - with_tls) / websockets);
  std::printf("idle: memory per WebSocket inside TLS %zu bytes\n", (with_all - with_websockets) / websockets);
  ::close(questions[1]);
  ::waitpid(server, nullptr, 0);
  return 0;
}
