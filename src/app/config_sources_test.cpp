#include "app/config_sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/settings.h"

namespace crosspoint::app {
namespace {

using namespace io::sources;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct ConfigSources : testing::Test {
  Sources sources;
  std::map<std::string, std::string> origins;
  std::vector<std::string> problems;

  /// Reads what stands below "sources:".
  void read(std::string const& text) {
    yaml::Problems found("config.yml");
    Config config;
    if (auto const root = yaml::parse("sources:\n" + text, found))
      origins = read_document(*root, settings(config), config, found);
    sources = config.sources;
    problems = found.lines();
  }

  template <class Kind>
  Kind const& only() {
    return std::get<Kind>(sources.begin()->second);
  }
};

TEST_F(ConfigSources, ReadsACsvFile) {
  read("  customers: {type: csv, file: /c.csv, id: Nr, fields: {lastname: Name, number: Phone}}\n");
  EXPECT_THAT(problems, IsEmpty());
  auto const& csv = only<CsvSettings>();
  EXPECT_EQ(csv.file, "/c.csv");
  EXPECT_EQ(csv.mapping.id, "Nr");
  EXPECT_EQ(csv.mapping.fields, (std::map<std::string, std::string>{{"lastname", "Name"}, {"number", "Phone"}}));
  EXPECT_EQ(origins.at("sources.customers"), "config.yml:2:21");
}

TEST_F(ConfigSources, ReadsAnLdapDirectory) {
  read(
      "  company: {type: ldap, uri: 'ldap://a ldap://b', starttls: true, bind_dn: cn=x, password: pw, base: dc=x,\n"
      "    filter: '(&(objectClass=person)(cn=*{pattern}*))', id: uid, fields: {lastname: sn}, limit: 50, timeout: 1.5}\n");
  EXPECT_THAT(problems, IsEmpty());
  auto const& ldap = only<LdapSettings>();
  EXPECT_EQ(ldap.uri, "ldap://a ldap://b");
  EXPECT_TRUE(ldap.starttls);
  EXPECT_EQ(ldap.password, "pw");
  EXPECT_EQ(ldap.limit, 50U);
  EXPECT_EQ(ldap.timeout, std::chrono::milliseconds(1500));
}

TEST_F(ConfigSources, ReadsAWebService) {
  read(
      "  crm: {type: http, url: 'https://crm/search?q={pattern}', id_url: 'https://crm/people?ids={ids}', results: items,\n"
      "    headers: {Authorization: Bearer x}, id: id, fields: {lastname: name.last}}\n");
  EXPECT_THAT(problems, IsEmpty());
  auto const& http = only<HttpSettings>();
  EXPECT_EQ(http.id_url, "https://crm/people?ids={ids}");
  EXPECT_EQ(http.headers.at("Authorization"), "Bearer x");
}

TEST_F(ConfigSources, TellsEveryErrorOfACsvFile) {
  read("  personal:\n    type: csv\n    file: ''\n    fild: {}\n");
  EXPECT_THAT(problems,
              ElementsAre("config.yml:3:5: fields: is required: at least one field of a contact, and where it stands",
                          "config.yml:3:11: type: the name 'personal' cannot be used: expected letters, digits, - and _, and "
                          "neither internal nor personal",
                          "config.yml:4:11: file: may not be empty", "config.yml:5:5: unknown key 'fild', did you mean 'file'?"));
}

TEST_F(ConfigSources, TellsEveryErrorOfAnLdapDirectory) {
  read(
      "  a:\n    type: ldap\n    uri: ldaps://x http://y\n    starttls: true\n    bind_dn: cn=x\n    filter: (cn=*{patern}*)\n"
      "    fields: {lastname: ''}\n    limit: 0\n    timeout: 90\n    ca: /nonexistent\n");
  EXPECT_THAT(problems,
              ElementsAre("config.yml:3:5: the key 'base' is missing here",
                          "config.yml:4:10: uri: expected ldap://host or ldaps://host, several with spaces",
                          "config.yml:5:15: starttls: ldaps:// is encrypted from the first byte, expected ldap:// with it",
                          "config.yml:6:14: bind_dn: bind_dn and password: expected both or none",
                          "config.yml:7:13: filter: expected a filter in brackets with {pattern} in it: (cn=*{pattern}*)",
                          "config.yml:8:13: fields: neither a field nor its place may be empty",
                          "config.yml:9:12: limit: found '0', expected a number from 1 to 10000",
                          "config.yml:10:14: timeout: expected from 0.1 to 60 seconds",
                          "config.yml:11:9: ca: the file '/nonexistent' cannot be read or is empty"));
}

TEST_F(ConfigSources, TellsEveryErrorOfAWebService) {
  read(
      "  a:\n    type: http\n    url: https://{pattern}/\n    id_url: ftp://x/{ids}\n    headers: {'a:b': c}\n"
      "    fields: {lastname: name}\n");
  EXPECT_THAT(problems,
              ElementsAre("config.yml:3:5: id: id and id_url: expected both, so that contacts can be favourites, or none",
                          "config.yml:4:10: url: needs {pattern} in its path or query, and nowhere else",
                          "config.yml:5:13: id_url: begins with neither http:// nor https://",
                          "config.yml:6:14: headers: found 'a:b', which cannot be sent as it stands"));
}

TEST_F(ConfigSources, WantsATypeThatExists) {
  read("  a: {type: sql, file: /c, fields: {lastname: Name}}\n");
  EXPECT_THAT(problems, ElementsAre("config.yml:2:13: type: found 'sql', expected one of csv, ldap, http"));
}

TEST_F(ConfigSources, LetsALaterFileReplaceASource) {
  read("  a: {type: csv, file: /first, id: Nr, fields: {lastname: Name}}\n");
  read("  a: {type: csv, file: /second, fields: {lastname: Nom}}\n");
  EXPECT_EQ(only<CsvSettings>().file, "/second");
  EXPECT_EQ(only<CsvSettings>().mapping.id, "");
}

TEST_F(ConfigSources, AreShownAsTheyCouldBeReadAgainWithoutTheirSecrets) {
  read(
      "  company: {type: ldap, uri: ldap://a, bind_dn: cn=x, password: hush, base: dc=x, filter: '(cn={pattern})', id: uid,\n"
      "    fields: {lastname: sn}}\n"
      "  crm: {type: http, url: 'https://crm/{pattern}', headers: {X-Key: hush}, fields: {lastname: name}}\n"
      "  customers: {type: csv, file: /c.csv, fields: {lastname: \"Last: name\"}}\n");
  ASSERT_THAT(problems, IsEmpty());
  std::string text;
  for (auto const& [name, source] : sources) text += "  " + name + ": " + shown(source) + "\n";
  EXPECT_THAT(text, Not(HasSubstr("hush")));
  EXPECT_THAT(text, HasSubstr("password: \"***\""));
  EXPECT_THAT(text, HasSubstr("X-Key: \"***\""));
  EXPECT_TRUE(holds_secret(sources.at("company")));
  EXPECT_TRUE(holds_secret(sources.at("crm")));
  EXPECT_FALSE(holds_secret(sources.at("customers")));
  auto const before = sources.size();
  read(text);
  EXPECT_THAT(problems, IsEmpty()) << text;
  EXPECT_EQ(sources.size(), before);
}

TEST_F(ConfigSources, WarnsOfAPasswordThatGoesInClear) {
  auto const source = [&](std::string const& uri) {
    read("  a: {type: ldap, " + uri +
         ", bind_dn: cn=x, password: p, base: dc=x, filter: '(cn={pattern})', fields: {lastname: sn}}\n");
    return doubts(sources.at("a"));
  };
  EXPECT_THAT(source("uri: ldap://a"), ElementsAre(HasSubstr("in clear")));
  EXPECT_THAT(source("uri: ldap://a, starttls: true"), IsEmpty());
  EXPECT_THAT(source("uri: ldaps://a"), IsEmpty());
}

TEST_F(ConfigSources, WarnsOfAFileThatIsNotThere) {
  read("  a: {type: csv, file: /nonexistent/c.csv, fields: {lastname: Name}}\n");
  EXPECT_THAT(problems, IsEmpty()) << "it may come later";
  EXPECT_THAT(doubts(sources.at("a")), ElementsAre(HasSubstr("'/nonexistent/c.csv' cannot be read")));
}

}  // namespace
}  // namespace crosspoint::app
