#include "session/sessions.h"

#include <algorithm>
#include <array>

#include "domain/calls.h"
#include "domain/history/history.h"
#include "domain/presences.h"
#include "domain/transfers/attended_transfers.h"
#include "domain/transfers/blind_transfers.h"
#include "domain/transfers/holds.h"
#include "session/capabilities.h"
#include "wire/json/reader.h"

namespace crosspoint::session {
namespace {

/// Of most requests the values take less: those of longer ones go on from the heap.
constexpr std::size_t ordinary_values = 4096;

constexpr Duration longest_reload{5'000'000};  ///< of a page

/// Null when the line is no CTI message.
boost::json::string const* class_of(boost::json::value const& message) {
  auto const* const request = message.if_object();
  auto const* const value = request ? request->if_contains("class") : nullptr;
  return value ? value->if_string() : nullptr;
}

/// How long its user is waited for.
Duration patience_with(Session const& session, flow::ClientClosed::How gone) {
  using How = flow::ClientClosed::How;
  if (session.ended || gone == How::left) return {};
  return gone == How::page ? std::min(session.linger, longest_reload) : session.linger;
}

std::string name_of(Session const& session) {
  auto const user = session.login.empty() ? std::string{} : " (" + session.login.substr(0, 64) + ")";
  return "client " + std::to_string(session.id.value) + user + " from " + session.address;
}

}  // namespace

std::string tag_of(boost::json::object const& request) {
  auto const* const id = request.if_contains("commandid");
  if (!id || id->is_null() || id->is_structured()) return {};
  auto const* const number = id->if_int64();  // as nearly all clients have it
  return number ? std::to_string(*number) : boost::json::serialize(*id);
}

Sessions::Sessions(Settings settings, cti::State const& state, cti::Clients& clients, cti::Updates& updates,
                   cti::Services services, flow::Effects& effects)
    : settings_(settings),
      state_(state),
      clients_(clients),
      updates_(updates),
      services_(services),
      effects_(effects),
      by_address_(settings.logins_per_address),
      by_login_(settings.logins_per_user),
      random_(settings.seed) {}

void Sessions::opened(flow::ClientOpened const& client, Time now) {
  Session session{.id = client.session, .address = client.address};
  if (client.face == flow::Face::tls) {
    session.tls = Session::Tls::on;
  } else if (client.face == flow::Face::plain && settings_.offer_starttls) {
    session.tls = Session::Tls::offered;
    clients_.send(session.id, boost::json::object{{"class", "starttls"}}, now);
  }
  limit_login(session, now);
  sessions_.emplace(client.session, std::move(session));
}

void Sessions::secured(flow::ClientSecured const& client) {
  auto const found = sessions_.find(client.session);
  if (found != sessions_.end()) found->second.tls = Session::Tls::on;
}

void Sessions::closed(flow::ClientClosed const& client, Time now) {
  auto const found = sessions_.find(client.session);
  if (found == sessions_.end()) return;
  auto const session = std::move(found->second);
  sessions_.erase(found);
  if (session.step != Session::Step::logged_in) return;
  --listeners_;
  clients_.log(LogLevel::info, name_of(session) + " has gone: " + client.reason);
  std::get<domain::Calls&>(services_).forget(session.id);
  std::get<domain::History&>(services_).forget(session.id);
  std::get<domain::BlindTransfers&>(services_).forget(session.id);
  std::get<domain::AttendedTransfers&>(services_).forget(session.id);
  std::get<domain::Holds&>(services_).forget(session.id);
  clients_.forget(session.id, now);
  std::get<domain::Presences&>(services_).left(session.user, patience_with(session, client.how), now);
}

void Sessions::tick(Time now) {
  while (!login_timers_.empty() && login_timers_.front().first <= now) {
    auto const found = sessions_.find(login_timers_.front().second);
    login_timers_.pop_front();
    if (found == sessions_.end() || found->second.step == Session::Step::logged_in) continue;
    if (found->second.login_by <= now) end(found->second, "the login was not complete in time");
  }
}

Time Sessions::deadline() const { return login_timers_.empty() ? Time::max() : login_timers_.front().first; }

void Sessions::limit_login(Session& session, Time now) {
  session.login_by = now + settings_.login_timeout;
  login_timers_.emplace_back(session.login_by, session.id);
}

void Sessions::end(Session& session, std::string reason) {
  session.ended = true;
  effects_.emplace_back(flow::Close{session.id, std::move(reason)});
}

void Sessions::expel(UserId user, Time now) {
  for (auto& [id, session] : sessions_) {
    if (session.user != user || session.step != Session::Step::logged_in) continue;
    send_away(session, "the user was removed", now);
  }
}

void Sessions::send_away(Session& session, std::string reason, Time now) {
  clients_.send(session.id, boost::json::object{{"class", "disconnect"}, {"type", "force"}}, now);
  end(session, std::move(reason));
}

bool Sessions::send_away(SessionId id, Time now) {
  auto const found = sessions_.find(id);
  if (found == sessions_.end() || found->second.ended) return false;
  send_away(found->second, "sent away at the console", now);
  return true;
}

void Sessions::reconfigured(Time now) {
  for (auto& [id, session] : sessions_)
    if (session.step == Session::Step::logged_in) follow_context(session, now);
}

void Sessions::follow_context(Session& session, Time now) {
  if (!settings_.context_separation) return;
  auto const* const user = state_.directory.user(session.user);
  auto const context = user ? state_.directory.context_of(*user) : std::string{};
  auto const topic = context.empty() ? std::nullopt : std::optional(updates_.topic_of(context));
  if (topic == session.context) return;
  if (session.context) clients_.unwatch(session.id, *session.context, now);
  if (topic) clients_.watch(session.id, *topic);
  session.context = topic;
}

void Sessions::line(flow::ClientLine const& line, Time now) {
  auto const found = sessions_.find(line.session);
  if (found == sessions_.end() || found->second.ended || found->second.tls == Session::Tls::starting) return;
  auto& session = found->second;
  boost::system::error_code error;
  std::array<unsigned char, ordinary_values> nearby;
  boost::json::monotonic_resource memory(nearby.data(), nearby.size());
  auto const message = wire::json::read(line.line, error, &memory);
  auto const* const message_class = error ? nullptr : class_of(message);
  if (!message_class) return end(session, "sent a line that is not a CTI message");
  auto const& request = message.get_object();
  if (session.step == Session::Step::logged_in) command(session, request, now);
  else if (*message_class == "starttls") starttls(session, request, now);
  else if (*message_class == "login_id") login_id(session, request, now);
  else if (*message_class == "login_pass") login_pass(session, request, now);
  else if (*message_class == "login_capas") login_capas(session, request, now);
  else if (*message_class == "login_token") login_token(session, request, now);
}

void Sessions::command(Session& session, Object const& request, Time now) {
  auto const* const user = state_.directory.user(session.user);
  if (!user) return;
  static std::vector<directory::Right> const no_rights;
  auto const* const profile = state_.directory.profile_of(*user);
  cti::Scope scope;
  if (settings_.context_separation) scope.context = state_.directory.context_of(*user);
  cti::Caller const caller{{session.id, session.user, tag_of(request)},
                           profile ? profile->rights : no_rights,
                           std::move(scope),
                           now,
                           session.extensions,
                           session.sign_in};
  cti::dispatch(services_, caller, request);
}

void Sessions::answer(Session const& session, std::string const& tag, std::string_view message_class, Object fields, Time now) {
  Object message{{"class", boost::json::string_view(message_class.data(), message_class.size())}};
  for (auto& field : fields) message[field.key()] = std::move(field.value());
  clients_.answer({session.id, session.user, tag}, message, now);
}

void Sessions::refuse(Session& session, std::string const& tag, std::string_view message_class, std::string error, Time now) {
  session.step = Session::Step::refused;
  clients_.log(LogLevel::info, name_of(session) + " is refused: " + error);
  answer(session, tag, message_class, {{"error_string", error}}, now);
}

}  // namespace crosspoint::session
