#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "io/sources/inquiries.h"
#include "io/sources/settings.h"

namespace crosspoint::io::sources::http {

/// Asks a web service that answers with JSON; one connection for each question.
class WebService : public Asker {
 public:
  explicit WebService(HttpSettings settings);

  Result<Contacts> ask(Question const& question, Clock::time_point until) override;

 private:
  HttpSettings const settings_;
  boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_client};
  std::string broken_;  ///< why TLS cannot be used; empty: it can
};

}  // namespace crosspoint::io::sources::http
