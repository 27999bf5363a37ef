// The steps of the login. (protocol 1.5, 3)
#include <algorithm>

#include "domain/presences.h"
#include "session/capabilities.h"
#include "session/sessions.h"

namespace crosspoint::session {
namespace {

constexpr std::string_view version = "2.2";

std::optional<std::string> text(boost::json::object const& request, std::string_view key) {
  auto const* const value = request.if_contains(boost::json::string_view(key.data(), key.size()));
  auto const* const string = value ? value->if_string() : nullptr;
  return string ? std::optional(std::string(string->data(), string->size())) : std::nullopt;
}

}  // namespace

void Sessions::starttls(Session& session, Object const& request, Time now) {
  if (session.tls != Session::Tls::offered) return;
  auto const* const status = request.if_contains("status");
  bool const wanted = status && status->is_bool() && status->get_bool();
  // Some clients look at one key, some at the other. (D04)
  answer(session, tag_of(request), "starttls", {{"status", wanted}, {"starttls", wanted}}, now);
  session.tls = wanted ? Session::Tls::starting : Session::Tls::declined;
  if (wanted) effects_.emplace_back(flow::StartTls{session.id});
}

std::string Sessions::random_session_id() {
  std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::ranges::shuffle(letters, random_);
  return letters.substr(0, 10);
}

void Sessions::login_id(Session& session, Object const& request, Time now) {
  if (session.step != Session::Step::greeted) return;
  auto const login = text(request, "userlogin");
  auto const own_version = text(request, "xivoversion");
  auto const new_version = own_version ? std::nullopt : text(request, "wazoversion");
  auto const wanted = own_version ? own_version : new_version;
  if (!login) return refuse(session, tag_of(request), "login_id", "missing:userlogin", now);
  session.login = *login;
  bool const accepted = wanted == version || (new_version == "2.3" && settings_.accept_2_3);
  if (!accepted) {
    std::string const prefix = new_version ? "wazoversion_client:" : "xivoversion_client:";
    return refuse(session, tag_of(request), "login_id", prefix + wanted.value_or("") + ";" + std::string(version), now);
  }
  session.step = Session::Step::identified;
  Object reply{{"sessionid", random_session_id()}, {"xivoversion", "2.2"}};
  if (new_version) reply["wazoversion"] = *new_version;
  answer(session, tag_of(request), "login_id", std::move(reply), now);
}

void Sessions::login_pass(Session& session, Object const& request, Time now) {
  if (session.step != Session::Step::identified) return;
  auto const password = text(request, "password");
  if (!password) return refuse(session, tag_of(request), "login_pass", "login_password", now);
  if (by_address_.exhausted(session.address, now) || by_login_.exhausted(session.login, now)) {
    clients_.log(LogLevel::warning, "too many refused passwords for " + session.login.substr(0, 64) + " or from " +
                                        session.address + ": not even checked within the same minute");
    return refuse(session, tag_of(request), "login_pass", "login_password", now);
  }
  session.step = Session::Step::checking;
  session.login_by = Time::max();  // how long it waits in line is not the client's doing
  ++last_token_.value;
  checking_.emplace(last_token_, Checking{session.id, tag_of(request)});
  effects_.emplace_back(flow::CheckPassword{last_token_, session.login, *password, session.address});
}

void Sessions::password_checked(flow::PasswordChecked const& result, Time now) {
  auto const checked = checking_.extract(result.token);
  if (!checked) return;
  auto const found = sessions_.find(checked.mapped().session);
  if (found == sessions_.end()) return;
  auto& session = found->second;
  limit_login(session, now);
  auto const& tag = checked.mapped().tag;
  auto const refuse_with = [&](std::string error) { refuse(session, tag, "login_pass", std::move(error), now); };
  using Verdict = flow::PasswordChecked::Verdict;
  if (result.verdict == Verdict::failed) return refuse_with("xivo_auth_error");
  auto const* const user = state_.directory.user_by_login(session.login);
  if (result.verdict == Verdict::wrong || (user && !user->client_access)) {
    by_address_.refused(session.address, now);
    by_login_.refused(session.login, now);
    return refuse_with("login_password");
  }
  if (!user) return refuse_with("user_not_found");
  if (!user->profile) return refuse_with("capaid_undefined");
  session.step = Session::Step::admitted;
  session.user = user->id;
  answer(session, tag, "login_pass", {{"capalist", boost::json::array{user->profile->value}}}, now);
}

void Sessions::login_capas(Session& session, Object const& request, Time now) {
  if (session.step != Session::Step::admitted) return;
  auto const refuse_and_end = [&](char const* error) {
    refuse(session, tag_of(request), "login_capas", error, now);
    end(session, "the login was refused");  // old clients do not notice this error and would go on (protocol 3.4)
  };
  auto const* const user = state_.directory.user(session.user);
  auto const* const asked = request.if_contains("capaid");
  auto const wanted = asked ? wire::as_id(*asked) : std::nullopt;
  if (!user || !user->profile || wanted != user->profile->value) return refuse_and_end("wrong cti_profile_id");
  auto const* const profile = state_.directory.profile_of(*user);
  if (!profile) return refuse_and_end("unknown cti_profile_id");

  session.step = Session::Step::logged_in;
  ++listeners_;
  auto& presences = std::get<domain::Presences&>(services_);
  presences.arrived(user->id, text(request, "state").value_or(""), now);
  answer(session, tag_of(request), "login_capas", capabilities(state_.directory, *user, *profile, presences.of(user->id)), now);
  effects_.emplace_back(flow::LoggedIn{session.id});
  for (auto const topic : {flow::Topic::all(), flow::Topic::own(user->id)}) clients_.watch(session.id, topic);
  follow_context(session);
  clients_.log(LogLevel::info, "client " + std::to_string(session.id.value) + " (" + user->login + ") from " + session.address +
                                   " is logged in" + (session.tls == Session::Tls::on ? ", encrypted" : ""));
}

}  // namespace crosspoint::session
