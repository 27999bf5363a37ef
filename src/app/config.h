// One header, so that the whole configuration can be seen at a glance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "directory/feature_codes.h"
#include "directory/sheet.h"
#include "io/sources/settings.h"

namespace crosspoint::app {

using Sources = std::map<std::string, io::sources::Settings>;  ///< by their names

/// The whole configuration of a server, with its defaults. What each key is for stands in docs/configuration.md.
struct Config {
  struct Store {
    std::string uri = "sqlite:///var/lib/crosspoint/crosspoint.db";
  } store;

  struct Exchange {
    std::string host = "127.0.0.1";
    std::uint16_t port = 5038;
    std::string username = "crosspoint";
    std::string secret;                     ///< required, no default
    Duration compare_every{5'000'000};      ///< pause between two lists of the background comparison
    std::string voicemail_consult = "*98";  ///< extension to consult one's own voicemail
    std::string voicemail_direct =
        "_*97.";                           ///< extension straight to a mailbox: its number takes the place of the final wildcard
    std::string agent_members = "direct";  ///< what queues dial for an agent: "direct" its phone, "callback" the dialplan
    Duration transfer_ring_time{30'000'000};  ///< how long the target of an attended transfer rings
  } exchange;

  directory::FeatureCodes feature_codes;

  struct Agi {
    std::string address = "127.0.0.1";
    std::uint16_t port = 5002;       ///< 0: any free one, told in the log
    Duration ring_time{30'000'000};  ///< how long a user's phones ring
    std::string recordings;          ///< folder of recordings; empty: Asterisk's own
  } agi;

  /// Calls from outside.
  struct Incoming {
    std::vector<std::string> contexts;           ///< of the dialplan, in which they arrive
    std::map<std::string, std::string> numbers;  ///< called number to where it leads
  } incoming;

  directory::SheetModels sheets = directory::default_sheets();

  /// Results of call forms, for other programs.
  struct Forms {
    std::string webhook;        ///< address to which each is sent; empty: none
    std::string authorization;  ///< the header of that name
  } forms;

  struct Fax {
    std::string spool = "/var/spool/crosspoint/fax";  ///< folder that Asterisk can read
    std::string ghostscript = "/usr/bin/gs";
    std::size_t largest = 16 << 20;  ///< bytes of a PDF file
    std::size_t pages = 100;         ///< of a fax
    Duration timeout{30'000'000};    ///< of the conversion of a file
    std::size_t memory = 512 << 20;  ///< bytes that the conversion may take
  } fax;

  struct Cti {
    std::string address = "0.0.0.0";
    std::uint16_t port = 5003;      ///< 0: any free one, told in the log
    std::uint16_t tls_port = 5013;  ///< used when a certificate is configured
    std::string certificate, key;   ///< PEM files; both or none
    bool tls_1_0 = false;           ///< admit TLS 1.0 and its ciphers, for old desktop clients
    bool starttls = true;           ///< offer STARTTLS when a certificate is configured
    bool protocol_2_3 = true;       ///< accept clients that announce wazoversion 2.3
    bool context_separation = false;
    Duration login_timeout{5'000'000};
  } cti;

  struct Chat {
    std::size_t keep = 30;  ///< days for which messages are kept; 0: not at all
  } chat;

  /// Where administration tools say that they have changed something.
  struct Notices {
    bool enabled = true;
    std::string address = "127.0.0.1";
    std::uint16_t port = 5004;
  } notices;

  /// The info console.
  struct Console {
    bool enabled = true;
    std::string address = "127.0.0.1";
    std::uint16_t port = 5005;
  } console;

  struct History {
    std::size_t keep = 365;         ///< days for which calls are kept; 0: not at all
    bool offline_is_missed = true;  ///< a call to a phone that is not registered is a missed one
  } history;

  struct Http {
    bool enabled = true;
    std::string address = "127.0.0.1";
    std::uint16_t port = 9495;          ///< 0: any free one, told in the log
    std::vector<std::string> origins;   ///< of pages that may open a WebSocket; none: those of the host they ask
    std::vector<std::string> monitors;  ///< networks from where /metrics and /api may be asked without a token
    Duration ping_every{30'000'000};    ///< to ask a WebSocket whether it lives
    bool demo = false;                  ///< the sign-in page has people of the demo; by `serve --demo`, not by the file
  } http;

  struct People {
    Duration patience{1'000'000};  ///< how long a search waits for sources of contacts that are asked
  } people;

  Sources sources;

  struct Limits {
    std::size_t login_line = 64 << 10;  ///< bytes of a line before the login is complete
    std::size_t line = 32 << 20;        ///< and after it
    std::size_t outbox = 16 << 20;      ///< bytes waiting for one client
    std::size_t sessions = 20'000;
    std::size_t anonymous_per_address = 2'500;  ///< sessions of one address whose login is not complete
    std::size_t logins_per_address = 600;       ///< refused passwords of one address in a minute
    std::size_t logins_per_user = 10;           ///< refused passwords of one login in a minute
  } limits;

  struct Log {
    std::string level = "info";   ///< debug, info, warning, error
    std::string format = "text";  ///< text or json
  } log;

  std::size_t threads = 0;  ///< network threads; 0: one per core
};

using Environment = std::map<std::string, std::string>;

/// What loading has given. With errors the configuration must not be used.
struct LoadedConfig {
  Config config;
  std::map<std::string, std::string>
      origins;  ///< "cti.port" to where its value was found: "config.yml:3:9", "CROSSPOINT_CTI_PORT"
  std::vector<std::string> errors, warnings;  ///< each one line, with its place
};

/// Reads `file`, then conf.d/*.yml beside it in the order of their names, then the variables CROSSPOINT_SECTION_KEY; the last one
/// wins, key by key. Reads on after an error, so that all are told at once. Without a file it is /etc/crosspoint/config.yml,
/// which may be absent; a file that was named may not.
LoadedConfig load_config(std::optional<std::filesystem::path> const& file, Environment const& environment);

/// The variables of this process whose names begin with CROSSPOINT_.
Environment process_environment();

}  // namespace crosspoint::app
