#pragma once

#include <string>

namespace crosspoint::app {

struct ClientOptions {
  std::string server = "127.0.0.1";  ///< HOST, HOST:PORT or [IPv6]:PORT; the port is 5003, with tls 5013
  std::string user;                  ///< login
  bool tls = false;                  ///< from the first byte
  bool starttls = false;             ///< by the server's offer
  bool insecure = false;             ///< believe any certificate
  std::string ca;                    ///< PEM file of the issuers to believe; empty: the system's
  std::string command;               ///< watch, dial, presence, hangup, list or raw
  std::string argument;              ///< of dial, presence and list
};

/// `crosspoint client`: logs in, does one thing, prints what came of it. The password is CROSSPOINT_PASSWORD, else asked for at
/// the terminal, else the first line of stdin. Returns 0, or 1 after an error on stderr, or 2 when the options make no sense.
int run_client(ClientOptions const& options);

}  // namespace crosspoint::app
