#include "app/client/conversation.h"

#include "app/client/words.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration patience{10'000'000};  ///< for the whole login
constexpr auto protocol = "2.2";

Turn refused(Message const& message) { return give_up(error_in_words(text_of(message.fields, "error_string"))); }

}  // namespace

Turn Conversation::begin(Time now) {
  if (protection_ != Protection::starttls) return log_in(now);
  step_ = Step::offer;
  give_up_at_ = now + patience;
  return {};
}

Turn Conversation::log_in(Time now) {
  step_ = Step::id;
  give_up_at_ = now + patience;
  return send(request({{"class", "login_id"},
                       {"commandid", 1},
                       {"company", "xivo"},
                       {"ident", "crosspoint-client"},
                       {"userlogin", credentials_.login},
                       {"xivoversion", protocol}}));
}

Turn Conversation::secured(Time now) { return log_in(now); }

Turn Conversation::received(std::string_view line, Time now) {
  auto const message = parse_message(line);
  if (!message) {
    if (step_ == Step::working) return {};
    return give_up("what answers here is not a CTI server: check host and port (5003, with --tls 5013)");
  }
  switch (step_) {
    case Step::offer:
    case Step::confirmation: return take_starttls(*message);
    case Step::handshake: return {};
    case Step::id:
    case Step::pass:
    case Step::capas: return take_login(*message, now);
    case Step::working: return task_->take(*message, now);
  }
  return {};
}

Turn Conversation::take_starttls(Message const& message) {
  if (!message.is("starttls")) return {};
  if (step_ == Step::offer) {
    step_ = Step::confirmation;
    return send(request({{"class", "starttls"}, {"status", true}}));
  }
  if (text_of(message.fields, "starttls") != "1") return give_up("the server refused STARTTLS");
  step_ = Step::handshake;
  return {.secure = true};
}

Turn Conversation::take_login(Message const& message, Time now) {
  constexpr auto name_of = [](Step step) {
    return step == Step::id ? "login_id" : step == Step::pass ? "login_pass" : "login_capas";
  };
  if (!message.is(name_of(step_))) return {};
  if (message.fields.contains("error_string")) return refused(message);
  if (step_ == Step::id) {
    step_ = Step::pass;
    return send(request({{"class", "login_pass"}, {"commandid", 2}, {"password", std::exchange(credentials_.password, {})}}));
  }
  if (step_ == Step::capas) return take_capas(message, now);
  auto const profiles = texts_of(message.fields, "capalist");
  if (profiles.empty()) return give_up("the server offers no profile for this user");
  step_ = Step::capas;
  // A presence no profile has: the user's own stays as it is, so that a look from the shell changes nothing. (protocol 3.4)
  return send(request({{"class", "login_capas"}, {"commandid", 3}, {"capaid", profiles.front()}, {"state", ""}}));
}

Turn Conversation::take_capas(Message const& message, Time now) {
  step_ = Step::working;
  Identity identity{.user = text_of(message.fields, "userid"), .presences = {}};
  for (auto const& [name, presence] : object_of(object_of(message.fields, "capas"), "userstatus"))
    identity.presences.emplace_back(name.data(), name.size());
  return task_->begin(identity, now);
}

Turn Conversation::closed() {
  if (step_ == Step::working) return give_up("the server has closed the connection");
  if (step_ == Step::id)
    return give_up("the server closed the connection at once: too many connections from here, or a port that speaks TLS (--tls)");
  return give_up("the server closed the connection before the login was complete: its log says why");
}

Turn Conversation::typed(std::string_view line, Time now) { return task_->typed(line, now); }
Turn Conversation::typed_all(Time now) { return task_->typed_all(now); }

std::optional<Time> Conversation::deadline() const { return step_ == Step::working ? task_->deadline() : give_up_at_; }

Turn Conversation::expired(Time now) {
  switch (step_) {
    case Step::working: return task_->expired(now);
    case Step::offer: return give_up("the server offers no STARTTLS: it has no certificate, or this is its TLS port (--tls)");
    case Step::confirmation:
    case Step::handshake: return give_up("the server has not answered during STARTTLS");
    case Step::id: return give_up("what answers here says nothing: check host and port (5003, with --tls 5013)");
    case Step::pass:
    case Step::capas: break;
  }
  return give_up("the server has not answered the login in time");
}

}  // namespace crosspoint::app::client
