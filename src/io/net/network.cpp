#include "io/net/network.h"

#include <algorithm>
#include <atomic>

#include "io/net/listen.h"
#include "io/net/worker.h"

namespace crosspoint::io::net {
namespace {

constexpr std::size_t worth_a_frame = 64 << 10;  ///< bytes of joined replies: more gain nothing, and wait in memory as a whole

/// Replies to one client that follow each other go as one: who asks thousands of things at once costs a few frames.
void add(flow::Reply& reply, std::vector<flow::Effect>& effects) {
  auto* const last = effects.empty() ? nullptr : std::get_if<flow::Reply>(&effects.back());
  if (last && last->session == reply.session && last->line.size() < worth_a_frame) last->line += reply.line;
  else effects.emplace_back(std::move(reply));
}

/// Joins the network threads: hands each its share of what the core wants, and nothing else. Its public members are for the core
/// thread and the one that starts and stops the server.
class Threads : public Network {
 public:
  Threads(Settings settings, Deliver const& deliver)
      : settings_(std::move(settings)), gate_(settings_.limits.sessions, settings_.limits.anonymous_per_address) {
    auto const count = static_cast<std::int64_t>(std::max<std::size_t>(settings_.threads, 1));
    for (std::int64_t i = 0; i < count; ++i)  // the first ids start at `count`: 0 names nothing
      workers_.push_back(std::make_unique<Worker>(Worker::Ids{count + i, count}, settings_, gate_, deliver));
  }

  ~Threads() override { stop({}); }

  Result<> start() {
    if (auto opened = listen(); !opened) return opened;
    if (auto opened = listen_tls(); !opened) return opened;
    for (auto& worker : workers_) worker->start();
    runs_ = true;
    return {};
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }
  [[nodiscard]] std::uint16_t tls_port() const override { return tls_port_; }

  void adopt_websocket(Adopted connection) override {
    workers_[next_to_adopt_++ % workers_.size()]->adopt_websocket(std::move(connection));
  }

  [[nodiscard]] Backlog backlog() const override {
    Backlog all;
    for (auto const& worker : workers_) {
      auto const one = worker->backlog();
      all = {all.clients + one.clients, all.bytes + one.bytes, std::max(all.largest, one.largest)};
    }
    return all;
  }

  void carry_out(std::vector<flow::Effect> effects, std::vector<SessionId> dealt_with) override {
    std::vector<Batch> batches(workers_.size());
    for (auto& effect : effects) std::visit([&](auto& one) { share_out(one, batches); }, effect);
    // Lines of one session come together: it is named for each, but may go on only once.
    dealt_with.erase(std::unique(dealt_with.begin(), dealt_with.end()), dealt_with.end());
    for (auto const id : dealt_with) batches[thread_of(id)].dealt_with.push_back(id);
    for (std::size_t i = 0; i < workers_.size(); ++i)
      if (!batches[i].empty()) workers_[i]->carry_out(std::move(batches[i]));
  }

  Result<> reload_certificate() override {
    if (tls_port_ == 0) return {};
    auto const tls = load_tls();
    if (!tls) return tl::make_unexpected(tls.error());
    for (auto& worker : workers_) worker->use(*tls);
    return {};
  }

  void stop(Duration grace) override {
    if (!std::exchange(runs_, false)) return;
    for (auto& worker : workers_) worker->stop(grace);
    for (auto& worker : workers_) worker->join();
  }

 private:
  [[nodiscard]] std::size_t thread_of(SessionId id) const { return static_cast<std::size_t>(id.value) % workers_.size(); }

  template <class Effect>
  void share_out(Effect& effect, std::vector<Batch>& batches) {
    if constexpr (std::is_same_v<Effect, flow::Tell>) {
      for (std::size_t i = 1; i < batches.size(); ++i) batches[i].effects.emplace_back(effect);
      batches[0].effects.emplace_back(std::move(effect));
    } else if constexpr (std::is_same_v<Effect, flow::Reply>) {
      add(effect, batches[thread_of(effect.session)].effects);
    } else if constexpr (requires { effect.session; }) {
      batches[thread_of(effect.session)].effects.emplace_back(std::move(effect));
    }
  }

  [[nodiscard]] Result<Tls> load_tls() const {
    auto const versions = settings_.tls_1_0 ? TlsVersions::from_1_0_on : TlsVersions::current;
    return Tls::load(settings_.certificate, settings_.key, versions);
  }

  Result<> listen() {
    if (auto unused = check_unused(settings_.address, settings_.port); !unused) return unused;
    port_ = settings_.port;
    for (auto& worker : workers_) {
      auto socket = listen_on(settings_.address, port_);
      if (!socket) return tl::make_unexpected(socket.error());
      port_ = port_of(*socket);
      worker->listen(std::move(*socket));
    }
    return {};
  }

  Result<> listen_tls() {
    if (settings_.certificate.empty()) return {};
    auto const tls = load_tls();
    if (!tls) return tl::make_unexpected(tls.error());
    if (auto unused = check_unused(settings_.address, settings_.tls_port); !unused) return unused;
    tls_port_ = settings_.tls_port;
    for (auto& worker : workers_) {
      auto socket = listen_on(settings_.address, tls_port_);
      if (!socket) return tl::make_unexpected(socket.error());
      tls_port_ = port_of(*socket);
      worker->listen_tls(std::move(*socket), *tls);
    }
    return {};
  }

  Settings const settings_;
  Gate gate_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::atomic<std::size_t> next_to_adopt_ = 0;  ///< its place in workers_
  std::uint16_t port_ = 0, tls_port_ = 0;
  bool runs_ = false;
};

}  // namespace

Result<std::unique_ptr<Network>> Network::open(Settings settings, Deliver const& deliver) {
  auto network = std::make_unique<Threads>(std::move(settings), deliver);
  if (auto started = network->start(); !started) return tl::make_unexpected(started.error());
  return network;
}

}  // namespace crosspoint::io::net
