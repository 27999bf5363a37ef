#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace crosspoint::load {

enum class Transport { plain, tls, ws, wss };

/// How the lines of a client travel over its socket: in clear, in TLS, or each in a frame of a WebSocket (in clear: ws, in TLS:
/// wss). Never waits.
class Carriage {
 public:
  enum class Step { done, wants_read, wants_write, failed };

  /// What receive() found. No bytes and not over: nothing has come yet.
  struct Received {
    std::span<char const> bytes;
    bool over = false;
    std::string reply = {};  ///< packed bytes to be sent in turn, such as the answer to a ping
  };

  Carriage() = default;
  Carriage(Carriage const&) = delete;
  Carriage& operator=(Carriage const&) = delete;
  virtual ~Carriage() = default;

  /// Goes on with what comes before the first line; to be called until it is done or has failed.
  virtual Step begin(int socket) = 0;

  /// Bytes of lines, in `space`.
  virtual Received receive(int socket, std::span<char> space) = 0;

  /// Adds the bytes that carry a line with its end, or several.
  virtual void pack(std::string& out, std::string_view lines) const { out += lines; }

  /// Writes packed bytes; how many the socket has taken.
  virtual std::size_t write(int socket, std::string_view bytes) = 0;
};

/// What the socket has, as it is.
Carriage::Received read_from(int socket, std::span<char> space);
/// How many of the bytes the socket has taken.
std::size_t write_to(int socket, std::string_view bytes);

std::unique_ptr<Carriage> make_carriage(Transport transport);

}  // namespace crosspoint::load
