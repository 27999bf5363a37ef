#include "app/commands/password_input.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace crosspoint::app {
namespace {

/// Keeps what is typed from the screen as long as it lives.
class NoEcho {
 public:
  NoEcho() {
    ::tcgetattr(STDIN_FILENO, &before_);
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~NoEcho() {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << '\n';
  }
  NoEcho(NoEcho const&) = delete;
  NoEcho& operator=(NoEcho const&) = delete;
  NoEcho(NoEcho&&) = delete;
  NoEcho& operator=(NoEcho&&) = delete;

 private:
  termios before_{};
};

Result<std::string> prompt(std::string const& text) {
  std::cerr << text << std::flush;
  NoEcho const hidden;
  return read_password(std::cin);
}

}  // namespace

Result<std::string> ask_password(std::string const& login) {
  if (::isatty(STDIN_FILENO) == 0) return read_password(std::cin);
  auto first = prompt("New password for " + login + ": ");
  if (!first) return first;
  auto const second = prompt("Once more: ");
  if (!second || *second != *first) return fail(Errc::bad_request, "the two passwords are not the same");
  return first;
}

Result<std::string> read_password(std::istream& in) {
  std::string password;
  std::getline(in, password);
  if (!password.empty() && password.back() == '\r') password.pop_back();
  if (password.empty()) return fail(Errc::bad_request, "a password must not be empty");
  return password;
}

}  // namespace crosspoint::app
