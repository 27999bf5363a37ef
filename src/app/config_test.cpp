#include "app/config.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands/check_config.h"
#include "app/settings.h"

namespace crosspoint::app {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// A directory of configuration files, gone with the test.
struct ConfigLoader : testing::Test {
  fs::path directory = fs::path(testing::TempDir()) /
                       ("crosspoint_config_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));

  ConfigLoader() {
    fs::remove_all(directory);
    fs::create_directories(directory / "conf.d");
  }
  ~ConfigLoader() override { fs::remove_all(directory); }

  /// Writes a file that only its owner may read.
  fs::path write(std::string const& name, std::string const& text) const {
    auto const path = directory / name;
    std::ofstream(path) << text;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    return path;
  }

  /// Loads `text` as config.yml; the name of the directory is taken out of what it says.
  LoadedConfig load(std::string const& text, Environment const& environment = {}) const {
    return load_written(write("config.yml", text), environment);
  }
  LoadedConfig load_written(fs::path const& path, Environment const& environment = {}) const {
    auto loaded = load_config(path, environment);
    for (auto* const lines : {&loaded.errors, &loaded.warnings})
      for (auto& line : *lines) line = without_directory(line);
    for (auto& [setting, origin] : loaded.origins) origin = without_directory(origin);
    return loaded;
  }
  std::string without_directory(std::string line) const {
    auto const prefix = directory.string() + "/";
    for (auto at = line.find(prefix); at != std::string::npos; at = line.find(prefix)) line.erase(at, prefix.size());
    return line;
  }
};

TEST_F(ConfigLoader, TakesTheDefaultsForWhatIsNotGiven) {
  auto const [config, origins, errors, warnings] = load("exchange: {secret: s}\n");
  EXPECT_THAT(errors, IsEmpty());
  EXPECT_THAT(warnings, IsEmpty());
  EXPECT_EQ(config.exchange.secret, "s");
  EXPECT_EQ(config.cti.port, 5003);
  EXPECT_THAT(origins, ElementsAre(std::pair("exchange.secret", "config.yml:1:20")));
}

TEST_F(ConfigLoader, ReadsEveryKey) {
  write("cert.pem", "x");
  write("key.pem", "x");
  auto const [config, origins, errors, warnings] = load(
      "store: {uri: 'sqlite:///x.db'}\n"
      "exchange: {host: pbx, port: 1, username: u, secret: s, compare_every: 1.5, voicemail_consult: '1', voicemail_direct: "
      "'2', agent_members: callback, transfer_ring_time: 15}\n"
      "feature_codes: {dnd: '1', recording: '2', call_filter: '3', unconditional: '4', no_answer: '5', busy: '6', undo: '7', "
      "agent_toggle: '8', agent_login: '9', agent_logout: '*1', function_key: '#1'}\n"
      "agi: {address: '::1', port: 3, ring_time: 20, recordings: '/rec'}\n"
      "forms: {webhook: 'http://w/', authorization: a}\n"
      "fax: {spool: /fax, ghostscript: /gs, largest: 1k, pages: 2, timeout: 3, memory: 64M}\n"
      "cti: {address: '::1', port: 0, tls_port: 2, certificate: '" +
      (directory / "cert.pem").string() + "', key: '" + (directory / "key.pem").string() +
      "', tls_1_0: false, starttls: no, protocol_2_3: off, context_separation: true, "
      "login_timeout: 9}\n"
      "chat: {keep: 5}\n"
      "notices: {enabled: no, address: '::1', port: 0}\n"
      "console: {enabled: no, address: 127.0.0.2, port: 0}\n"
      "history: {keep: 6, offline_is_missed: no}\n"
      "http: {enabled: no, address: '::1', port: 0, origins: ['https://a.example', 'http://b:8080'], "
      "monitors: [192.0.2.0/24, '::1'], ping_every: 20}\n"
      "people: {patience: 0.5}\n"
      "limits: {login_line: 1k, line: 2k, outbox: 64k, sessions: 1, anonymous_per_address: 2, logins_per_address: 3, "
      "logins_per_user: 4}\n"
      "log: {level: debug, format: json}\n"
      "threads: 3\n");
  EXPECT_THAT(errors, IsEmpty());
  EXPECT_THAT(warnings, IsEmpty());
  Config known;
  EXPECT_EQ(origins.size(), settings(known).size());
  EXPECT_EQ(config.exchange.compare_every, std::chrono::milliseconds(1500));
  EXPECT_EQ(config.exchange.agent_members, "callback");
  EXPECT_EQ(config.exchange.transfer_ring_time, std::chrono::seconds(15));
  EXPECT_EQ(config.feature_codes.function_key, "#1");
  EXPECT_EQ(config.agi.ring_time, std::chrono::seconds(20));
  EXPECT_EQ(config.forms.webhook, "http://w/");
  EXPECT_EQ(config.fax.memory, 64U << 20);
  EXPECT_EQ(config.cti.address, "::1");
  EXPECT_FALSE(config.cti.starttls);
  EXPECT_EQ(config.chat.keep, 5U);
  EXPECT_EQ(config.history.keep, 6U);
  EXPECT_FALSE(config.history.offline_is_missed);
  EXPECT_FALSE(config.http.enabled);
  EXPECT_THAT(config.http.origins, ElementsAre("https://a.example", "http://b:8080"));
  EXPECT_THAT(config.http.monitors, ElementsAre("192.0.2.0/24", "::1"));
  EXPECT_EQ(config.people.patience, std::chrono::milliseconds(500));
  EXPECT_EQ(config.limits.outbox, 64U << 10);
  EXPECT_EQ(config.limits.logins_per_user, 4U);
  EXPECT_EQ(config.log.format, "json");
  EXPECT_EQ(config.threads, 3U);
}

TEST_F(ConfigLoader, LetsTheLastFileWinKeyByKeyAndTheEnvironmentOverAll) {
  write("conf.d/20.yml", "cti: {port: 20}\n");
  write("conf.d/10.yml", "cti: {port: 10, login_timeout: 10}\nlog: {level: debug}\n");
  auto const [config, origins, errors, warnings] =
      load("exchange: {secret: s, host: a}\ncti: {port: 1, login_timeout: 1, tls_port: 1}\n",
           {{"CROSSPOINT_EXCHANGE_HOST", "b"}, {"CROSSPOINT_CTI_TLS_1_0", "no"}, {"CROSSPOINT_THREADS", "2"}});
  EXPECT_THAT(errors, IsEmpty());
  EXPECT_EQ(config.cti.port, 20);
  EXPECT_EQ(config.cti.login_timeout, std::chrono::seconds(10));
  EXPECT_EQ(config.cti.tls_port, 1);
  EXPECT_EQ(config.log.level, "debug");
  EXPECT_EQ(config.exchange.host, "b");
  EXPECT_EQ(config.threads, 2U);
  EXPECT_EQ(origins.at("cti.port"), "conf.d/20.yml:1:13");
  EXPECT_EQ(origins.at("exchange.host"), "CROSSPOINT_EXCHANGE_HOST");
}

TEST_F(ConfigLoader, RefusesWhatIsNotUtf8AndSaysWhere) {
  EXPECT_THAT(load("exchange: {secret: s}\nlog:\n  level: d\xE9\n").errors, Contains(HasSubstr(":3:11: this is not UTF-8")));
  EXPECT_THAT(load("exchange: {secret: s}\n", {{"CROSSPOINT_EXCHANGE_HOST", "b\xFC"}}).errors,
              ElementsAre("CROSSPOINT_EXCHANGE_HOST: this is not UTF-8"));
}

TEST_F(ConfigLoader, RefusesWhatWouldMeanSomethingToTheDialplan) {
  EXPECT_THAT(load("exchange: {secret: s}\nagi: {recordings: '/rec,b^c'}\n").errors, Contains(HasSubstr("recordings: found")));
  EXPECT_THAT(load("exchange: {secret: s}\nfax: {spool: '/a b'}\n").errors, Contains(HasSubstr("spool: found")));
  EXPECT_THAT(load("exchange: {secret: s}\nincoming: {numbers: {'123': '1,x@default'}}\n").errors,
              Contains(HasSubstr("expected an extension and its context")));
}

TEST_F(ConfigLoader, TakesAListFromAVariableWithCommas) {
  auto const [config, origins, errors, warnings] = load("exchange: {secret: s}\nhttp: {origins: ['https://a.example']}\n",
                                                        {{"CROSSPOINT_HTTP_ORIGINS", "https://b.example, http://[::1]:8080"}});
  EXPECT_THAT(errors, IsEmpty());
  EXPECT_THAT(config.http.origins, ElementsAre("https://b.example", "http://[::1]:8080"));
}

TEST_F(ConfigLoader, RefusesWhatIsNoNetwork) {
  auto const [config, origins, errors, warnings] = load("exchange: {secret: s}\nhttp: {monitors: [192.0.2.0/33]}\n");
  EXPECT_THAT(errors, ElementsAre("config.yml:2:18: monitors: found '192.0.2.0/33', expected a network: 192.0.2.0/24"));
}

TEST_F(ConfigLoader, RefusesOriginsThatNoBrowserSends) {
  for (auto const* const wrong : {"'*'", "a.example", "https://a.example/", "https://", "'null'"}) {
    auto const [config, origins, errors, warnings] =
        load("exchange: {secret: s}\nhttp: {origins: [" + std::string(wrong) + "]}\n");
    EXPECT_THAT(errors, ElementsAre(HasSubstr("expected the origin of a page: https://phone.example"))) << wrong;
  }
}

TEST_F(ConfigLoader, TellsTheErrorsOfAllSourcesAtOnce) {
  write("conf.d/10.yml", "cti:\n  prot: 1\nexchnge: {}\n");
  auto const loaded = load(
      "exchange:\n  port: 0\n  host: ''\ncti:\n  address: localhost\n  login_timeout: 0\nlimits:\n  line: 10\nlog:\n  level: "
      "loud\n",
      {{"CROSSPOINT_CTI_PORT", "70000"}});
  EXPECT_THAT(loaded.errors,
              ElementsAre("config.yml:2:9: port: found '0', expected a number from 1 to 65535",  //
                          "config.yml:3:9: host: may not be empty",
                          "config.yml:5:12: address: found 'localhost', expected an IP address: 0.0.0.0",
                          "config.yml:6:18: login_timeout: found 0, expected at least 0.1",
                          "config.yml:8:9: line: found 10, expected at least 1k",
                          "config.yml:10:10: level: found 'loud', expected one of debug, info, warning, error",
                          "conf.d/10.yml:2:3: unknown key 'prot', did you mean 'port'?",
                          "conf.d/10.yml:3:1: unknown key 'exchnge', did you mean 'exchange'?",
                          "CROSSPOINT_CTI_PORT: port: found '70000', expected a number from 0 to 65535",
                          "exchange.secret: is required: the secret of the manager account 'crosspoint' in Asterisk's "
                          "manager.conf; set it in the file or as CROSSPOINT_EXCHANGE_SECRET",
                          "limits.login_line: is larger than limits.line, expected at most as much"));
}

TEST_F(ConfigLoader, WantsCertificateAndKeyTogetherAndReadable) {
  EXPECT_THAT(load("exchange: {secret: s}\ncti: {certificate: /c}\n").errors,
              ElementsAre("config.yml:2:20: cti.certificate: is given without cti.key, expected both or none"));
  EXPECT_THAT(load("exchange: {secret: s}\ncti: {key: /c}\n").errors,
              ElementsAre("config.yml:2:12: cti.key: is given without cti.certificate, expected both or none"));
  EXPECT_THAT(load("exchange: {secret: s}\ncti: {certificate: /nonexistent/c, key: /}\n").errors,
              ElementsAre("config.yml:2:20: cti.certificate: the file '/nonexistent/c' cannot be read or is empty",
                          "config.yml:2:41: cti.key: the file '/' cannot be read or is empty"));
}

TEST_F(ConfigLoader, RefusesOnePortForBothListeners) {
  auto const pem = write("both.pem", "x").string();
  EXPECT_THAT(load("exchange: {secret: s}\ncti: {port: 7, tls_port: 7, certificate: " + pem + ", key: " + pem + "}\n").errors,
              ElementsAre("config.yml:2:26: cti.tls_port: found 7, which is cti.port already"));
}

TEST_F(ConfigLoader, RefusesFeatureCodesThatNoPhoneDialsOrThatMeanTwoThings) {
  EXPECT_THAT(load("exchange: {secret: s}\nfeature_codes: {dnd: \"#78\", busy: \"_*23.\"}\n").errors,
              ElementsAre(HasSubstr("config.yml:2:35: busy: found '_*23.', expected what a phone can dial")));
  EXPECT_THAT(load("exchange: {secret: s}\nfeature_codes: {dnd: \"*26\"}\n").errors,
              ElementsAre(StartsWith("feature_codes.recording: found '*26', which is feature_codes.dnd already")));
}

TEST_F(ConfigLoader, WarnsOfSideDoorsThatOthersReach) {
  EXPECT_THAT(load("exchange: {secret: s}\nconsole: {address: 0.0.0.0}\n").warnings,
              ElementsAre(StartsWith("config.yml:2:20: console.address: whoever reaches 0.0.0.0 gets in without a password")));
}

TEST_F(ConfigLoader, WarnsOfOldTls) {
  EXPECT_THAT(load("exchange: {secret: s}\ncti: {tls_1_0: true}\n").warnings,
              ElementsAre(StartsWith("config.yml:2:16: cti.tls_1_0: TLS 1.0 is weak")));
}

TEST_F(ConfigLoader, WarnsWhenAnybodyMayReadASecret) {
  auto const path = write("config.yml", "exchange: {secret: s}\nstore: {uri: 'postgresql://me:pw@db/x'}\n");
  EXPECT_THAT(load_written(path).warnings, IsEmpty());
  fs::permissions(path, fs::perms::others_read, fs::perm_options::add);
  EXPECT_THAT(
      load_written(path).warnings,
      ElementsAre("config.yml:1:20: exchange.secret: everybody on this machine can read it, protect it: chmod o-r config.yml",
                  "config.yml:2:14: store.uri: everybody on this machine can read it, protect it: chmod o-r config.yml"));
  EXPECT_THAT(load_written(path, {{"CROSSPOINT_EXCHANGE_SECRET", "s"}, {"CROSSPOINT_STORE_URI", "sqlite://x"}}).warnings,
              IsEmpty());
}

TEST_F(ConfigLoader, WarnsOfWhatItDoesNotRead) {
  write("conf.d/10.yaml", "cti: {port: 10}\n");
  EXPECT_THAT(
      load("exchange: {secret: s}\n", {{"CROSSPOINT_SERVICE_HOST", "x"}}).warnings,
      ElementsAre("conf.d/10.yaml: not read, only *.yml is", "CROSSPOINT_SERVICE_HOST: ignored, no setting has this name"));
}

TEST_F(ConfigLoader, ReportsAFileThatWasNamedAndCannotBeRead) {
  EXPECT_THAT(load_written(directory / "none.yml").errors, Contains("none.yml: cannot be read: No such file or directory"));
}

TEST_F(ConfigLoader, NeverShowsASecretInAnError) {
  for (auto const& line : load("exchange: {secret: [hush]}\nstore: {uri: {hush: x}}\n").errors)
    EXPECT_THAT(line, testing::Not(HasSubstr("hush")));
}

struct CheckConfig : ConfigLoader {
  int exit = 0;
  std::string out, err;

  void check(std::string const& text, CheckConfigOptions options = {}) {
    std::ostringstream o, e;
    options.config = write("config.yml", text);
    exit = check_config(options, {{"CROSSPOINT_CTI_PORT", "7"}}, o, e);
    out = without_directory(o.str());
    err = without_directory(e.str());
  }
};

TEST_F(CheckConfig, SaysThatAConfigurationIsValidAndWarns) {
  check("exchange: {secret: s}\ncti: {tls_1_0: on}\n");
  EXPECT_EQ(exit, 0);
  EXPECT_EQ(out, "configuration is valid\n");
  EXPECT_THAT(err, StartsWith("warning: config.yml:2:16: cti.tls_1_0: "));
}

TEST_F(CheckConfig, PrintsErrorsAndFails) {
  check("exchange: {secret: s, port: x}\n");
  EXPECT_EQ(exit, 1);
  EXPECT_EQ(out, "");
  EXPECT_EQ(err, "error: config.yml:1:29: port: found 'x', expected a number from 1 to 65535\n");
}

TEST_F(CheckConfig, ShowsTheEffectiveConfigurationWithSecretsMasked) {
  check("exchange: {secret: hush}\nstore: {uri: 'postgresql://me:hush@db/x'}\n", {.config = {}, .show = true});
  EXPECT_EQ(exit, 0);
  EXPECT_THAT(out, HasSubstr("  secret: \"***\"                                     # config.yml:1:20\n"));
  EXPECT_THAT(out, HasSubstr("  uri: \"postgresql://me:***@db/x\""));
  EXPECT_THAT(out, HasSubstr("  port: 7                                           # CROSSPOINT_CTI_PORT\n"));
  EXPECT_THAT(out, HasSubstr("  login_line: 64k\n"));
  EXPECT_THAT(out, testing::Not(HasSubstr("hush")));
  check(out);  // and it can be read again
  EXPECT_EQ(out, "configuration is valid\n");
}

TEST(Settings, HidesThePasswordOfAUri) {
  EXPECT_EQ(without_password("postgresql://me:a:b@c@db/x"), "postgresql://me:***@db/x");
  EXPECT_EQ(without_password("postgresql://me@db:5432/x"), "postgresql://me@db:5432/x");
  EXPECT_EQ(without_password("sqlite:///a:b"), "sqlite:///a:b");
}

}  // namespace
}  // namespace crosspoint::app
