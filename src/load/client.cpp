#include "load/client.h"

#include <sys/socket.h>

#include <cstring>

#include "load/house.h"

namespace crosspoint::load {
namespace {

bool has_connected(Descriptor const& socket) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

/// The line with the value in the place of the %.
std::string filled_in(std::string_view line, std::string_view value) {
  auto const place = line.find('%');
  std::string out(line.substr(0, place));
  out.append(value).append(line.substr(place + 1)).append("\n");
  return out;
}

constexpr std::string_view last_step = R"({"class":"login_capas","capaid":%,"commandid":3,"state":"available"})";
constexpr std::string_view last_step_numbered =
    R"({"class":"login_capas","capaid":%,"commandid":3,"state":"available","extensions":["seq"]})";

/// The answer to a step of the login, and not an error.
bool accepts(std::string_view line, std::string_view step) {
  return line.find(step) != std::string_view::npos && line.find(R"("error_string")") == std::string_view::npos;
}

}  // namespace

Client::Client(Loop& loop, ClientOwner& owner, Door door, Transport transport, Greeting greeting, std::size_t user)
    : loop_(loop),
      owner_(owner),
      carriage_(make_carriage(transport)),
      greeting_(greeting),
      user_(user),
      socket_(begin_connect(door, greeting == Greeting::guess ? 0 : user)) {
  if (socket_.is_open()) loop_.add(socket_.get(), events_, *this);
  else step_ = Step::closed;
}

Client::~Client() {
  if (socket_.is_open()) loop_.remove(socket_.get(), *this);
}

void Client::ready(std::uint32_t events) {
  if (step_ == Step::connecting) {
    if (!has_connected(socket_)) return close();
    step_ = Step::beginning;
  }
  if (step_ == Step::beginning) return begin();
  if ((events & EPOLLOUT) != 0) flush();
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 && reading_) read();
}

void Client::begin() {
  switch (carriage_->begin(socket_.get())) {
    case Carriage::Step::failed: return close();
    case Carriage::Step::wants_read: events_ = EPOLLIN; break;
    case Carriage::Step::wants_write: events_ = EPOLLOUT; break;
    case Carriage::Step::done: return greet();
  }
  loop_.change(socket_.get(), events_, *this);
}

void Client::greet() {
  events_ = 0;
  if (greeting_ == Greeting::none) {
    step_ = Step::in;
    watch_for();
    return owner_.logged_in(*this);
  }
  step_ = Step::login_id;
  send(filled_in(R"({"class":"login_id","commandid":1,"company":"default","ident":"load","userlogin":"%","xivoversion":"2.2"})",
                 House::login(user_)));
}

void Client::read() {
  auto const received = carriage_->receive(socket_.get(), loop_.scratch());
  take({received.bytes.data(), received.bytes.size()});
  if (received.over) return close();
  if (received.reply.empty() || step_ == Step::closed) return;
  out_ += received.reply;
  flush();
}

void Client::take(std::string_view bytes) {
  while (!bytes.empty() && step_ != Step::closed) {
    auto const* const end = static_cast<char const*>(std::memchr(bytes.data(), '\n', bytes.size()));
    if (end == nullptr) {
      rest_ += bytes;
      return;
    }
    auto const size = static_cast<std::size_t>(end - bytes.data());
    if (rest_.empty()) {
      take_line(bytes.substr(0, size));
    } else {
      rest_ += bytes.substr(0, size);
      take_line(rest_);
      rest_.clear();
    }
    bytes.remove_prefix(size + 1);
  }
}

void Client::take_line(std::string_view line) {
  switch (step_) {
    case Step::in: return owner_.line(*this, line);
    case Step::login_id:
      if (!accepts(line, R"("class":"login_id")")) return close();
      step_ = Step::login_pass;
      return send(filled_in(R"({"class":"login_pass","commandid":2,"password":"%"})",
                            greeting_ == Greeting::guess ? "guess " + std::to_string(user_) : House::password));
    case Step::login_pass:
      if (!accepts(line, R"("class":"login_pass")")) return close();
      step_ = Step::login_capas;
      return send(filled_in(greeting_ == Greeting::numbered ? last_step_numbered : last_step, std::to_string(House::profile)));
    case Step::login_capas:
      if (!accepts(line, R"("class":"login_capas")")) return close();
      step_ = Step::in;
      return owner_.logged_in(*this);
    default: return;
  }
}

void Client::send(std::string_view lines) {
  if (step_ == Step::closed) return;
  carriage_->pack(out_, lines);
  flush();
}

void Client::flush() {
  std::size_t sent = 0;
  while (sent < out_.size()) {
    auto const count = carriage_->write(socket_.get(), std::string_view(out_).substr(sent));
    if (count == 0) break;
    sent += count;
  }
  out_.erase(0, sent);
  watch_for();
}

void Client::watch_for() {
  std::uint32_t const wanted = (reading_ ? EPOLLIN : 0U) | (out_.empty() ? 0U : EPOLLOUT);
  if (wanted == events_) return;
  events_ = wanted;
  loop_.change(socket_.get(), events_, *this);
}

void Client::stop_reading() {
  reading_ = false;
  watch_for();
}

void Client::go_on_reading() {
  reading_ = true;
  watch_for();
}

void Client::close() {
  owner_.closed(*this);  // while it can be seen how far it had come
  step_ = Step::closed;
  loop_.remove(socket_.get(), *this);
  socket_ = Descriptor();
}

}  // namespace crosspoint::load
