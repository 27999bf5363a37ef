#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "load/carriage.h"
#include "load/loop.h"
#include "load/sockets.h"

namespace crosspoint::load {

class Client;

/// What a client does first.
enum class Greeting {
  login,     ///< the three steps, as the user of its number
  numbered,  ///< the same, and it wants pushes with numbers
  guess,     ///< the first two with a wrong password, all from one address
  none,      ///< it only reads: the raw reference knows no login
};

/// Who hears of a client.
class ClientOwner {
 public:
  virtual ~ClientOwner() = default;
  virtual void logged_in(Client const& client) = 0;
  /// Not for the answers to the login.
  virtual void line(Client const& client, std::string_view line) = 0;
  /// It still shows how far it had come.
  virtual void closed(Client const& client) = 0;
};

/// One client: connects, logs in, then hands every line on. It reads as little of it as it can.
class Client final : public Handler {
 public:
  /// Connects at once. `user` is its number in the House.
  Client(Loop& loop, ClientOwner& owner, Door door, Transport transport, Greeting greeting, std::size_t user);
  ~Client() override;

  /// A line with its end, or several.
  void send(std::string_view lines);

  /// From now on it reads nothing, and what the server writes piles up.
  void stop_reading();
  void go_on_reading();

  [[nodiscard]] std::size_t user() const { return user_; }
  [[nodiscard]] bool is_in() const { return step_ == Step::in; }
  [[nodiscard]] bool is_closed() const { return step_ == Step::closed; }
  [[nodiscard]] std::size_t unsent() const { return out_.size(); }

  void ready(std::uint32_t events) override;

 private:
  enum class Step { connecting, beginning, login_id, login_pass, login_capas, in, closed };

  void begin();
  void greet();
  void read();
  void take(std::string_view bytes);
  void take_line(std::string_view line);
  void flush();
  void watch_for();
  void close();

  Loop& loop_;
  ClientOwner& owner_;
  std::unique_ptr<Carriage> carriage_;
  Greeting const greeting_;
  std::size_t const user_;
  Descriptor socket_;
  Step step_ = Step::connecting;
  bool reading_ = true;
  std::uint32_t events_ = EPOLLOUT;
  std::string rest_;  ///< begin of a line whose end has not come
  std::string out_;   ///< what the socket has not taken
};

}  // namespace crosspoint::load
