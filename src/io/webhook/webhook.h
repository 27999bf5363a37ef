#pragma once

#include <boost/asio/ssl/context.hpp>
#include <string>
#include <vector>

#include "flow/effects.h"
#include "io/crew.h"
#include "io/inbox.h"
#include "io/sources/http/url.h"

namespace crosspoint::io::webhook {

struct Settings {
  std::string url;
  std::string authorization;  ///< the header of that name; empty: none
  Duration timeout{10'000'000};
};

/// Hands results of call forms to a program that listens on HTTP, on a thread of its own. Carries out SendForm, delivers one
/// FormSent for each. The core sends the next one when it has heard of the last.
class Webhook {
 public:
  Webhook(Settings settings, Deliver deliver);

  /// From any thread, never waits.
  void carry_out(std::vector<flow::Effect> effects);

  /// Ends the thread; what is under way is awaited, which the time limit bounds. What waits is not sent.
  void stop() { thread_.stop(); }

 private:
  bool send(flow::FormResult const& result);

  Settings const settings_;
  Deliver const deliver_;
  boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_client};

  Crew<flow::SendForm> thread_;
};

/// What is sent: `{"event":"call_form_result","id":..,"user_id":17,"submitted":"2016-11-03T09:12:44.250000","variables":{..}}`.
std::string body_of(flow::FormResult const& result);

}  // namespace crosspoint::io::webhook
