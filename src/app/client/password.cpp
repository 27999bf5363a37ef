#include "app/client/password.h"

#include <cstdlib>
#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace crosspoint::app::client {
namespace {

/// Keeps a terminal from showing what is typed, as long as it lives.
class Hidden {
 public:
  Hidden() {
    tcgetattr(STDIN_FILENO, &before_);
    auto hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  Hidden(Hidden const&) = delete;
  Hidden& operator=(Hidden const&) = delete;
  ~Hidden() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

 private:
  termios before_{};
};

/// Byte by byte: what follows the line belongs to somebody else.
Result<std::string> read_line() {
  std::string line;
  char byte = 0;
  while (::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n') line += byte;
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty()) return fail(Errc::bad_request, "no password: set CROSSPOINT_PASSWORD, or give it as the first line of stdin");
  return line;
}

}  // namespace

Result<std::string> read_password(std::string const& login) {
  if (auto const* password = std::getenv("CROSSPOINT_PASSWORD")) return std::string(password);
  if (isatty(STDIN_FILENO) == 0) return read_line();
  std::cerr << "Password of " << login << ": " << std::flush;
  Hidden const hidden;
  auto password = read_line();
  std::cerr << '\n';
  return password;
}

}  // namespace crosspoint::app::client
