#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "app/clock.h"
#include "app/commands/bench.h"
#include "app/commands/check_config.h"
#include "app/commands/client.h"
#include "app/commands/doctor.h"
#include "app/commands/export.h"
#include "app/commands/import.h"
#include "app/commands/password_input.h"
#include "app/commands/pbx_sim.h"
#include "app/commands/serve.h"
#include "app/commands/token.h"
#include "app/commands/user.h"
#include "base/text.h"
#include "load/run.h"

namespace crosspoint::app {
namespace {

using ConfigFile = std::optional<std::filesystem::path>;
/// What the chosen subcommand does, once the whole line is read.
using Action = std::function<int()>;

/// For subcommands that work on the store: with a configuration that has errors they would work on the wrong one.
int with_config(ConfigFile const& file, std::function<int(Config const&)> const& work) {
  auto const loaded = load_config(file, process_environment());
  for (auto const& error : loaded.errors) std::cerr << "error: " << error << '\n';
  return loaded.errors.empty() ? work(loaded.config) : 1;
}

/// The callback of a subcommand that works on the store.
std::function<void()> on_config(ConfigFile const& file, Action& action, std::function<int(Config const&)> work) {
  return [&file, &action, work = std::move(work)] { action = [&file, work] { return with_config(file, work); }; };
}

void add_server_commands(CLI::App& app, ConfigFile const& file, Action& action) {
  auto* const serve = app.add_subcommand("serve", "Run the server");
  auto const demo = std::make_shared<bool>(false);
  serve->add_flag("--demo", *demo, "Let everybody sign in as alice or carol of the demo's data, by buttons; not in packages");
  serve->callback([&, demo] { action = [&, demo] { return run_serve(file, *demo); }; });

  auto* const check = app.add_subcommand("check-config", "Say whether the configuration is right, and all that is wrong with it");
  auto const options = std::make_shared<CheckConfigOptions>();
  check->add_flag("--show", options->show, "Print what would be in force, without secrets");
  check->callback([&, options] {
    action = [&, options] {
      options->config = file;
      return run_check_config(*options);
    };
  });
}

void add_doctor_command(CLI::App& app, ConfigFile const& file, Action& action) {
  auto* const doctor = app.add_subcommand("doctor", "Look at the exchange and say what it lacks, with the lines to add");
  auto const print = std::make_shared<bool>(false);
  doctor->add_flag("--print-dialplan", *print, "Print the include for the dialplan instead, with the lines for extensions.conf");
  doctor->callback([&, print] {
    action = [&, print] {
      if (*print) return print_dialplan(std::cout);
      return with_config(file, [](Config const& config) { return run_doctor(config, std::cout, std::cerr); });
    };
  });
}

void add_entity_commands(CLI::App& app, ConfigFile const& file, Action& action) {
  auto* const bring = app.add_subcommand("import", "Bring users, lines, queues and the rest from a YAML file into the store");
  auto const import_options = std::make_shared<ImportOptions>();
  bring->add_option("file", import_options->file, "The entities")->required();
  bring->add_flag_callback(
      "--replace", [import_options] { import_options->unnamed = entities::Unnamed::goes; }, "Remove what the file does not name");
  bring->callback(on_config(file, action, [import_options](Config const& config) {
    return run_import(config, *import_options, std::cout, std::cerr);
  }));

  auto* const dump = app.add_subcommand("export", "Write what is configured as a YAML file, without passwords");
  auto const export_options = std::make_shared<ExportOptions>();
  dump->add_option("file", export_options->file, "Where to; stdout without it");
  dump->callback(on_config(file, action, [export_options](Config const& config) {
    return run_export(config, *export_options, std::cout, std::cerr);
  }));
}

void add_user_commands(CLI::App& app, ConfigFile const& file, Action& action) {
  auto* const user = app.add_subcommand("user", "Add, list and remove users, set passwords");
  user->require_subcommand(1);

  auto* const add = user->add_subcommand("add", "Add a user without line; the password is asked for, or read from stdin");
  auto const options = std::make_shared<UserAddOptions>();
  add->add_option("login", options->login, "Login name")->required();
  add->add_option("--firstname", options->firstname, "First name");
  add->add_option("--lastname", options->lastname, "Last name");
  add->add_option_function<std::int64_t>(
      "--profile", [options](std::int64_t id) { options->profile = ProfileId{id}; },
      "Id of the profile; without one the user cannot log in");
  add->callback(on_config(file, action, [options](Config const& config) {
    return run_user_add(config, *options, ask_password, std::cout, std::cerr);
  }));

  auto* const passwd = user->add_subcommand("passwd", "Set a password; it is asked for, or read from stdin");
  auto const login = std::make_shared<std::string>();
  passwd->add_option("login", *login, "Login name")->required();
  passwd->callback(on_config(file, action, [login](Config const& config) {
    return run_user_passwd(config, *login, ask_password, std::cout, std::cerr);
  }));

  auto* const list = user->add_subcommand("list", "List the users");
  list->callback(on_config(file, action, [](Config const& config) { return run_user_list(config, std::cout, std::cerr); }));

  auto* const remove = user->add_subcommand("remove", "Remove a user, the user's lines and password");
  remove->add_option("login", *login, "Login name")->required();
  remove->callback(
      on_config(file, action, [login](Config const& config) { return run_user_remove(config, *login, std::cout, std::cerr); }));
}

void add_token_commands(CLI::App& app, ConfigFile const& file, Action& action) {
  auto* const token = app.add_subcommand("token", "Add, list and revoke what programs prove themselves with");
  token->require_subcommand(1);

  auto* const add = token->add_subcommand("add", "Add a token and print its text, which is shown only this once");
  auto const options = std::make_shared<TokenAddOptions>();
  add->add_option("name", options->name, "What it is called in lists")->required();
  add->add_option("--scope", options->scopes,
                  "What it is good for: metrics (to read /metrics) or api; may be given more than once")
      ->required();
  add->add_option("--expires", options->expires, "After how many days or hours: 90d, 12h; otherwise never");
  add->callback(on_config(file, action, [options](Config const& config) {
    return run_token_add(config, *options, Clock::wall(), std::cout, std::cerr);
  }));

  auto* const list = token->add_subcommand("list", "List the tokens, without their texts");
  list->callback(
      on_config(file, action, [](Config const& config) { return run_token_list(config, Clock::wall(), std::cout, std::cerr); }));

  auto* const revoke = token->add_subcommand("revoke", "Revoke a token: within a second it is good for nothing");
  auto const name = std::make_shared<std::string>();
  revoke->add_option("token", *name, "Its name or its id")->required();
  revoke->callback(
      on_config(file, action, [name](Config const& config) { return run_token_revoke(config, *name, std::cout, std::cerr); }));
}

void add_client_command(CLI::App& app, Action& action) {
  auto* const client =
      app.add_subcommand("client", "Talk to a server: watch, dial EXTEN, hangup, hold, resume, presence NAME, list NAME, raw");
  auto const options = std::make_shared<ClientOptions>();
  client->add_option("--server", options->server, "HOST, HOST:PORT or [IPv6]:PORT")->capture_default_str();
  client->add_option("--user", options->user, "Login; the password is CROSSPOINT_PASSWORD, or asked for, or read from stdin")
      ->required();
  client->add_flag("--tls", options->tls, "Encrypt from the first byte (port 5013)");
  client->add_flag("--starttls", options->starttls, "Encrypt by the server's offer");
  client->add_flag("--insecure", options->insecure, "Believe any certificate");
  client->add_option("--ca", options->ca, "PEM file of the issuers to believe");
  client->add_option("command", options->command, "watch, dial, hangup, hold, resume, presence, list or raw")->required();
  client->add_option("argument", options->argument, "Of dial, presence and list");
  client->callback([&action, options] { action = [options] { return run_client(*options); }; });
}

void add_simulator_command(CLI::App& app, Action& action) {
  auto* const sim = app.add_subcommand("pbx-sim", "Simulate a telephone exchange, for demonstrations and tests");
  auto const options = std::make_shared<PbxSimOptions>();
  sim->add_option("--listen", options->listen, "Loopback address and port for AMI; port 0: any free one")->capture_default_str();
  sim->add_option("--console", options->console, "Loopback port of the console, besides stdin; 0: any free one");
  sim->add_option("--username", options->username, "AMI account")->capture_default_str();
  sim->add_option("--secret", options->secret, "AMI secret; better in CROSSPOINT_SIM_SECRET");
  sim->add_option("--phones", options->phones, "How many phones, from 1001 on")->capture_default_str();
  sim->callback([&action, options] { action = [options] { return run_pbx_sim(*options); }; });
}

void add_bench_command(CLI::App& app, Action& action) {
  auto* const bench = app.add_subcommand("bench", "Measure a server of its own under load, beside a raw reference");
  auto const options = std::make_shared<load::Options>();
  std::map<std::string, load::Transport> const transports{{"plain", load::Transport::plain},
                                                          {"tls", load::Transport::tls},
                                                          {"ws", load::Transport::ws},
                                                          {"wss", load::Transport::wss}};
  bench->add_option("--clients", options->clients, "How many; other sizes follow from it")->capture_default_str();
  bench->add_option("--seconds", options->seconds, "How long a phase is measured")->capture_default_str();
  bench->add_option("--events", options->events, "Of the phase soak")->capture_default_str();
  bench->add_option("--phases", options->phases, "Which, with commas between; otherwise all but the long ones")->delimiter(',');
  bench
      ->add_option("--transport", options->transport,
                   "Of the clients: plain, tls, ws or wss (WebSockets, in clear and inside TLS)")
      ->transform(CLI::CheckedTransformer(transports));
  bench->add_flag("--numbered", options->numbered, "Clients want pushes with numbers, as browsers do");
  bench->add_option("--json", options->json, "File for all figures as JSON");
  bench->footer("Phases:\n" + load::list_of_phases());
  bench->callback([&action, options] { action = [options] { return run_bench(*options, std::cout, std::cerr); }; });
}

}  // namespace

int run(int argc, char const* const* argv) {
  for (int i = 1; i < argc; ++i)
    if (!is_valid_utf8(argv[i])) {
      std::cerr << "error: argument " << i << " is not UTF-8: set the terminal to that encoding\n";
      return 1;
    }
  CLI::App app("Crosspoint: see and steer telephones from a screen", "crosspoint");
  app.require_subcommand(1);
  app.set_version_flag("--version", CROSSPOINT_VERSION);
  app.fallthrough();
  ConfigFile file;
  app.add_option("--config", file, "Configuration file (default: /etc/crosspoint/config.yml)");
  Action action;
  add_server_commands(app, file, action);
  add_doctor_command(app, file, action);
  add_entity_commands(app, file, action);
  add_user_commands(app, file, action);
  add_token_commands(app, file, action);
  add_client_command(app, action);
  add_simulator_command(app, action);
  add_bench_command(app, action);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return app.exit(error);
  }
  return action();
}

}  // namespace crosspoint::app
