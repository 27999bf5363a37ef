#include "pbx/link/connection.h"

#include <algorithm>

#include "base/text.h"
#include "wire/ami/md5.h"

namespace crosspoint::pbx {
namespace {

bool succeeded(wire::ami::Message const& answer) { return equal_ignoring_case(answer.get("Response"), "Success"); }

}  // namespace

void Connection::open(Time now) {
  state_ = State::opening;
  cutter_ = wire::ami::Cutter();
  greeting_ = {};
  pending_.clear();
  fault_.clear();
  opened_ = heard_ = now;
  pinged_.reset();
  effects_.emplace_back(flow::AmiConnect{link_});
}

void Connection::connected(Time now) {
  if (state_ != State::opening) return;
  state_ = State::greeting;
  heard_ = now;
}

void Connection::close() {
  if (state_ != State::closed) effects_.emplace_back(flow::AmiClose{link_});
  closed();
}

void Connection::closed() {
  state_ = State::closed;
  fault_.clear();
}

void Connection::feed(std::string_view bytes, Time now) {
  heard_ = now;
  pinged_.reset();
  cutter_.feed(bytes);
}

std::optional<Connection::Incoming> Connection::next(Time now) {
  while (is_open() && fault_.empty()) {
    auto const* const message = cutter_.next();
    if (state_ == State::greeting && !cutter_.banner().empty()) greet(now);
    if (cutter_.overflown()) fault_ = "a message is longer than 1 MiB";
    if (!message || !fault_.empty()) return std::nullopt;
    if (!equal_ignoring_case(message->headers().front().first, "Response")) return Incoming{Incoming::Kind::event, message};
    auto answered = take(*message);
    if (!answered) continue;
    if (answered->use != Use::login) return Incoming{Incoming::Kind::answer, message, std::move(*answered)};
    if (login_answered(*message, answered->action, now)) return Incoming{Incoming::Kind::ready};
  }
  return std::nullopt;
}

void Connection::greet(Time now) {
  auto const greeting = read_greeting(cutter_.banner());
  if (!greeting) {
    fault_ = "what answers there is no Asterisk: \"" + valid_utf8(std::string_view(cutter_.banner()).substr(0, 80)) + "\"";
    return;
  }
  greeting_ = *greeting;
  state_ = State::logging_in;
  if (settings_.plain_secret) log_in({{"Secret", settings_.secret}}, now);
  else if (!write({"Challenge", {{"AuthType", "MD5"}}}, Use::login, now)) fault_ = "the login cannot be written";
}

void Connection::log_in(std::vector<std::pair<std::string, std::string>> proof, Time now) {
  wire::ami::Action login{"Login", {{"Username", settings_.username}}};
  std::ranges::move(proof, std::back_inserter(login.headers));
  // Every event would come twice otherwise.
  if (link_ == flow::AmiLink::actions) login.headers.emplace_back("Events", "off");
  if (!write(login, Use::login, now)) fault_ = "the user name or the secret holds what no AMI header can carry";
}

bool Connection::login_answered(wire::ami::Message const& message, std::string const& action, Time now) {
  if (!succeeded(message)) {
    fault_ = "Asterisk refuses the login of \"" + settings_.username + "\" (" + std::string(message.get("Message")) +
             "): compare user name, secret, deny and permit with manager.conf";
    return false;
  }
  if (action == "Challenge") {
    log_in({{"AuthType", "MD5"}, {"Key", wire::ami::md5_hex(std::string(message.get("Challenge")) + settings_.secret)}}, now);
    return false;
  }
  state_ = State::ready;
  return true;
}

std::optional<Connection::Pending> Connection::take(wire::ami::Message const& answer) {
  auto const text = answer.get("ActionID");
  if (!text.starts_with('x')) return std::nullopt;
  auto const id = to_integer(text.substr(1));
  auto const found = id ? pending_.find(static_cast<std::uint64_t>(*id)) : pending_.end();
  if (found == pending_.end()) return std::nullopt;
  auto pending = std::move(found->second);
  pending_.erase(found);
  return pending;
}

Result<std::uint64_t> Connection::send(wire::ami::Action const& action, Use use, Time now) {
  if (!is_ready()) return fail(Errc::unavailable, "no link to Asterisk");
  if (pending_.size() >= most_pending) return fail(Errc::unavailable, "too many actions wait for Asterisk");
  return write(action, use, now);
}

Result<std::uint64_t> Connection::write(wire::ami::Action const& action, Use use, Time now) {
  auto const id = ids_ + 1;
  auto bytes = wire::ami::encode(action, "x" + std::to_string(id));
  if (!bytes) return tl::make_unexpected(bytes.error());
  ids_ = id;
  pending_.emplace(id, Pending{id, use, action.name, now + settings_.action_timeout});
  effects_.emplace_back(flow::AmiSend{link_, std::move(*bytes)});
  return id;
}

std::vector<Connection::Pending> Connection::tick(Time now) {
  std::vector<Pending> late;
  if (!is_open()) return late;
  if (state_ != State::ready) {
    if (now >= opened_ + login_time) fault_ = "no login within 10 seconds";
    return late;
  }
  while (!pending_.empty() && pending_.begin()->second.due <= now) {
    late.push_back(std::move(pending_.begin()->second));
    pending_.erase(pending_.begin());
  }
  if (pinged_) {
    if (now >= *pinged_ + settings_.ping_timeout) fault_ = "Asterisk has fallen silent";
  } else if (now >= heard_ + settings_.ping_after) {
    pinged_ = now;
    // Whatever comes next proves that the other side lives: nobody waits for this very answer.
    effects_.emplace_back(flow::AmiSend{link_, *wire::ami::encode({"Ping", {}}, "x" + std::to_string(++ids_))});
  }
  return late;
}

Time Connection::deadline() const {
  if (!is_open()) return Time::max();
  if (state_ != State::ready) return opened_ + login_time;
  auto const silence = pinged_ ? *pinged_ + settings_.ping_timeout : heard_ + settings_.ping_after;
  return pending_.empty() ? silence : std::min(silence, pending_.begin()->second.due);
}

std::vector<Connection::Pending> Connection::abandon() {
  std::vector<Pending> all;
  for (auto& [id, pending] : pending_) all.push_back(std::move(pending));
  pending_.clear();
  return all;
}

}  // namespace crosspoint::pbx
