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
  auto const token = await_check(session);
  checking_.emplace(token, Checking{session.id, tag_of(request)});
  effects_.emplace_back(flow::CheckPassword{token, session.login, *password, session.address});
}

/// Of the question that is asked now. How long it waits in line is not the client's doing.
Token Sessions::await_check(Session& session) {
  session.step = Session::Step::checking;
  session.login_by = Time::max();
  ++last_token_.value;
  return last_token_;
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
  if (!state_.directory.profile_of(*user)) return refuse_and_end("unknown cti_profile_id");
  auto step = last_step("login_capas", request);
  if (!step.wishes.any()) return complete(session, step, {}, now);
  auto const token = await_check(session);
  effects_.emplace_back(flow::GiveSignIn{token, user->id});
  signing_in_.emplace(token, SigningIn{session.id, std::move(step)});
}

/// In place of the three steps. (P222)
void Sessions::login_token(Session& session, Object const& request, Time now) {
  if (session.step != Session::Step::greeted) return;
  auto const sign_in = text(request, "token");
  if (!sign_in) return refuse(session, tag_of(request), "login_token", "token_unknown", now);
  auto const token = await_check(session);
  effects_.emplace_back(flow::TakeSignIn{token, *sign_in});
  signing_in_.emplace(token, SigningIn{session.id, last_step("login_token", request)});
}

Sessions::LastStep Sessions::last_step(std::string_view message_class, Object const& request) {
  return {message_class, tag_of(request), text(request, "state"), wishes_of(request)};
}

void Sessions::sign_in_answered(flow::SignInAnswered const& answer, Time now) {
  auto const asked = signing_in_.extract(answer.token);
  if (!asked) return;
  auto const found = sessions_.find(asked.mapped().session);
  if (found == sessions_.end()) return;
  auto& session = found->second;
  auto const& step = asked.mapped().step;
  if (step.message_class == "login_capas") return complete(session, step, answer, now);
  limit_login(session, now);
  auto const refuse_with = [&](char const* error) { refuse(session, step.tag, step.message_class, error, now); };
  using Verdict = flow::SignInAnswered::Verdict;
  if (answer.verdict == Verdict::failed) return refuse_with("xivo_auth_error");
  auto const* const user = answer.verdict == Verdict::good ? state_.directory.user(answer.user) : nullptr;
  if (!user) return refuse_with("token_unknown");
  if (!user->client_access || !state_.directory.profile_of(*user)) return refuse_with("login_password");
  session.user = user->id;
  session.login = user->login;
  complete(session, step, answer, now);
}

/// The presence that the step asks for. One that asks for none, as only who has extensions may, keeps it.
void Sessions::take_presence(UserId user, LastStep const& step, Time now) {
  auto& presences = std::get<domain::Presences&>(services_);
  if (step.presence || !step.wishes.any()) presences.arrived(user, step.presence.value_or(""), now);
  else presences.came_back(user, now);
  if (step.wishes.linger > Duration{}) presences.keep_stored(user);
}

void Sessions::complete(Session& session, LastStep const& step, flow::SignInAnswered const& sign_in, Time now) {
  auto const* const user = state_.directory.user(session.user);
  auto const* const profile = user ? state_.directory.profile_of(*user) : nullptr;
  if (!profile) return end(session, "the user was removed");
  session.step = Session::Step::logged_in;
  session.extensions = step.wishes.extensions;
  session.linger = step.wishes.linger;
  session.sign_in = sign_in.login;
  ++listeners_;
  take_presence(user->id, step, now);
  auto fields = capabilities(state_.directory, *user, *profile, std::get<domain::Presences&>(services_).of(user->id));
  auto const is_numbered = session.extensions.has(cti::Extension::seq);
  if (is_numbered) clients_.number(session.id);
  if (step.wishes.any()) {
    fields["extensions"] = step.wishes.names;
    fields["epoch"] = clients_.epoch();
    fields["seq"] = clients_.last_number();
  }
  if (!sign_in.text.empty()) {
    fields["token"] = sign_in.text;
    fields["token_expires"] = epoch_seconds(sign_in.expires);
  }
  answer(session, step.tag, step.message_class, std::move(fields), now);
  effects_.emplace_back(flow::LoggedIn{session.id, is_numbered});
  for (auto const topic : {flow::Topic::all(), flow::Topic::own(user->id)}) clients_.watch(session.id, topic);
  if (session.extensions.has(cti::Extension::history)) clients_.watch(session.id, flow::Topic::history(user->id));
  if (is_numbered) {
    clients_.watch(session.id, flow::Topic::exchange());
    clients_.send(session.id, cti::exchange_message(state_), now);
  }
  follow_context(session, now);
  clients_.log(LogLevel::info, "client " + std::to_string(session.id.value) + " (" + user->login + ") from " + session.address +
                                   " is logged in" + (session.tls == Session::Tls::on ? ", encrypted" : ""));
}

void Sessions::sign_ins_ended(flow::SignInsEnded const& ended, Time now) {
  for (auto& [id, session] : sessions_)
    if (!session.ended && session.sign_in == ended.login) send_away(session, "its login was ended", now);
}

}  // namespace crosspoint::session
