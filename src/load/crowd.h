#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "load/client.h"

namespace crosspoint::load {

/// Clients of one kind, and what they have read together.
class Crowd final : public ClientOwner {
 public:
  Crowd(Loop& loop, Door door, Transport transport, Greeting greeting = Greeting::login);

  /// More clients begin to connect, as the users `first` to `last`.
  void come(std::size_t first, std::size_t last);
  /// The last `count` clients, or all, close their connections without a word.
  void leave(std::size_t count);
  void leave() { leave(clients_.size()); }

  /// The same lines to each of them.
  void say(std::function<std::string(std::size_t user)> const& lines);

  [[nodiscard]] Client& operator[](std::size_t place) { return *clients_[place]; }
  [[nodiscard]] std::size_t size() const { return clients_.size(); }
  [[nodiscard]] std::size_t in() const { return in_; }          ///< logged in now
  [[nodiscard]] std::size_t closed() const { return closed_; }  ///< that the server, or the network, has ended or refused
  [[nodiscard]] bool is_settled() const { return in_ + closed_ == clients_.size(); }
  [[nodiscard]] std::uint64_t lines() const { return lines_; }  ///< read so far, without the login's
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }  ///< of these lines

  /// Hears of everybody who is logged in; nobody when empty.
  std::function<void()> newcomer;
  /// Hears of every line; nobody when empty.
  std::function<void(Client const&, std::string_view)> listener;

  void logged_in(Client const& client) override;
  void line(Client const& client, std::string_view line) override;
  void closed(Client const& client) override;

 private:
  Loop& loop_;
  Door const door_;
  Transport const transport_;
  Greeting const greeting_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::size_t in_ = 0, closed_ = 0;
  std::uint64_t lines_ = 0, bytes_ = 0;
};

}  // namespace crosspoint::load
