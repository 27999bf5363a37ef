#pragma once

#include <boost/json.hpp>
#include <deque>
#include <random>
#include <string>
#include <unordered_map>

#include "cti/commands.h"
#include "cti/updates.h"
#include "flow/input.h"
#include "session/attempts.h"
#include "session/session.h"
#include "session/wishes.h"

namespace crosspoint::session {

struct Settings {
  bool offer_starttls = false;
  bool accept_2_3 = true;  ///< clients that announce wazoversion 2.3
  bool context_separation = false;
  Duration login_timeout{5'000'000};
  std::size_t logins_per_address = 600;
  std::size_t logins_per_user = 10;
  std::uint64_t seed = 1;  ///< of the session ids
};

/// All clients: admits them step by step, hands their requests to the commands, and knows when they leave. (protocol 1.4, 1.5, 3)
class Sessions {
 public:
  Sessions(Settings settings, cti::State const& state, cti::Clients& clients, cti::Updates& updates, cti::Services services,
           flow::Effects& effects);

  void opened(flow::ClientOpened const& client, Time now);
  void line(flow::ClientLine const& line, Time now);
  void secured(flow::ClientSecured const& client);
  void closed(flow::ClientClosed const& client, Time now);
  void password_checked(flow::PasswordChecked const& answer, Time now);
  void sign_in_answered(flow::SignInAnswered const& answer, Time now);
  void sign_ins_ended(flow::SignInsEnded const& ended, Time now);

  /// Ends the logins that took too long.
  void tick(Time now);
  [[nodiscard]] Time deadline() const;

  /// Sends every session of a user away for good. (protocol S38, P212)
  void expel(UserId user, Time now);

  /// Users may have another context than before.
  void reconfigured(Time now);

  /// Sends one session away. False: there is none of that number.
  bool send_away(SessionId id, Time now);

  [[nodiscard]] std::unordered_map<SessionId, Session> const& all() const { return sessions_; }
  [[nodiscard]] std::size_t count() const { return sessions_.size(); }
  /// Somebody has completed the login: what happens is to be told.
  [[nodiscard]] bool has_listeners() const { return listeners_ > 0; }

 private:
  using Object = boost::json::object;

  void starttls(Session& session, Object const& request, Time now);
  void login_id(Session& session, Object const& request, Time now);
  void login_pass(Session& session, Object const& request, Time now);
  void login_capas(Session& session, Object const& request, Time now);
  void login_token(Session& session, Object const& request, Time now);
  void command(Session& session, Object const& request, Time now);

  void answer(Session const& session, std::string const& tag, std::string_view message_class, Object fields, Time now);
  void refuse(Session& session, std::string const& tag, std::string_view message_class, std::string error, Time now);
  /// From now on the client has the whole time for what is left of its login.
  void limit_login(Session& session, Time now);
  void end(Session& session, std::string reason);
  void send_away(Session& session, std::string reason, Time now);
  /// With separated contexts a session is told what concerns the context of its user, and without one nothing. (protocol 6.9)
  void follow_context(Session& session, Time now);
  std::string random_session_id();

  struct Checking {
    SessionId session;
    std::string tag;
  };
  /// The last step of a login: by which message, and what it asked for.
  struct LastStep {
    std::string_view message_class;
    std::string tag;
    std::optional<std::string> presence;
    Wishes wishes;
  };
  struct SigningIn {
    SessionId session;
    LastStep step;
  };

  Token await_check(Session& session);
  static LastStep last_step(std::string_view message_class, Object const& request);
  void complete(Session& session, LastStep const& step, flow::SignInAnswered const& sign_in, Time now);
  void take_presence(UserId user, LastStep const& step, Time now);

  Settings settings_;
  cti::State const& state_;
  cti::Clients& clients_;
  cti::Updates& updates_;
  cti::Services services_;
  flow::Effects& effects_;
  std::unordered_map<SessionId, Session> sessions_;      ///< bounded by io/net
  std::size_t listeners_ = 0;                            ///< of those, how many are logged in
  std::deque<std::pair<Time, SessionId>> login_timers_;  ///< in the order of their times; two for each session at most
  std::unordered_map<Token, Checking> checking_;         ///< one for each session at most
  std::unordered_map<Token, SigningIn> signing_in_;      ///< the same
  Token last_token_;
  Attempts by_address_, by_login_;
  std::mt19937_64 random_;
};

/// The commandid of a request as text, to be given back as replyid; empty if there is none. (protocol 1.3)
std::string tag_of(boost::json::object const& request);

}  // namespace crosspoint::session
