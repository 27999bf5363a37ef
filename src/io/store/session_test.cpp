#include "io/store/session.h"

#include <gtest/gtest.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "io/store/testing/fixture.h"
#include "io/store/transaction.h"

namespace crosspoint::io::store {
namespace {

using soci::use;

constexpr auto insert = "INSERT INTO notes (id, text) VALUES (:id, :text)";

/// A session on a store of its own, with a table of notes. SOCI writes into `log` what it prepares.
struct SessionTest : StoreFixture {
  SessionTest() {
    sql.open(soci::sqlite3, "dbname=" + file().string());
    sql << "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)";
    sql.set_log_stream(&log);
  }

  long long write(int id, std::optional<std::string> const& text) {
    auto indicator = text ? soci::i_ok : soci::i_null;
    auto const value = text.value_or("");
    return sql.run(insert, use(id), use(value, indicator));
  }

  std::vector<std::string> notes() {
    std::vector<std::string> texts;
    soci::rowset<std::string> const rows = (sql.prepare << "SELECT COALESCE(text, 'nothing') FROM notes ORDER BY id");
    for (auto const& text : rows) texts.push_back(text);
    return texts;
  }

  [[nodiscard]] std::size_t prepared() const {
    std::size_t count = 0;
    auto const text = log.str();
    for (auto at = text.find(insert); at != std::string::npos; at = text.find(insert, at + 1)) ++count;
    return count;
  }

  using Texts = std::vector<std::string>;
  std::ostringstream log;
  Session sql;
};

TEST_F(SessionTest, PreparesOnceWhatItCarriesOutOftenEachTimeWithOtherValues) {
  EXPECT_EQ(write(1, "one"), 1);
  EXPECT_EQ(write(2, std::nullopt), 1);
  EXPECT_EQ(write(3, "a text that is much too long to lie in the string itself"), 1);
  EXPECT_EQ(write(4, ""), 1);
  EXPECT_EQ(notes(), (Texts{"one", "nothing", "a text that is much too long to lie in the string itself", ""}));
  EXPECT_EQ(prepared(), 1U);
}

TEST_F(SessionTest, CountsTheRowsThatThisRunHasTouched) {
  constexpr auto erase = "DELETE FROM notes WHERE id <= :last";
  for (auto const id : {1, 2, 3}) write(id, "");
  int last = 2;
  EXPECT_EQ(sql.run(erase, use(last)), 2);
  EXPECT_EQ(sql.run(erase, use(last)), 0);
  EXPECT_EQ(sql.run(erase, use(last = 3)), 1);
  EXPECT_EQ(sql.run("DELETE FROM notes"), 0);
}

TEST_F(SessionTest, WritesOnAfterAStatementThatFailed) {
  write(1, "kept");
  try {
    Transaction transaction(sql, Transaction::For::writing);
    write(2, "undone");
    write(1, "there is such a note already");
    FAIL() << "expected an error";
  } catch (soci::soci_error const&) {
    EXPECT_EQ(notes(), Texts{"kept"});
  }
  EXPECT_EQ(write(2, "after it"), 1);
  EXPECT_EQ(notes(), (Texts{"kept", "after it"}));
}

TEST_F(SessionTest, WritesOnWhenAnotherProcessHasChangedTheTables) {
  write(1, "lost");
  soci::session other(soci::sqlite3, "dbname=" + file().string());
  other << "DROP TABLE notes";
  EXPECT_THROW(write(2, "nowhere to go"), soci::soci_error);
  other << "CREATE TABLE notes (more TEXT, id INTEGER PRIMARY KEY, text TEXT)";
  EXPECT_EQ(write(3, "here"), 1);
  EXPECT_EQ(notes(), Texts{"here"});
}

}  // namespace
}  // namespace crosspoint::io::store
