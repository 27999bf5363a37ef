#pragma once

#include <soci/soci.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace crosspoint::io::store {

/// The session of a Database, which keeps what is carried out again and again prepared: for short statements SQLite needs longer
/// to understand them than to carry them out. What is rare goes through SOCI's own operators and is prepared each time. Begins
/// and ends no transaction.
class Session : public soci::session {
 public:
  /// Carries out a statement that gives no rows, with one soci::use for each of its variables in turn, and says how many rows it
  /// has touched. `text` stays prepared for good: it must not be put together from values. Throws soci::soci_error.
  template <class... Uses>
  long long run(std::string_view text, Uses const&... values) {
    try {
      auto& statement = prepared(text);
      (statement.exchange(values), ...);
      statement.define_and_bind();
      statement.execute(true);
      auto const touched = statement.get_affected_rows();
      statement.bind_clean_up();  // the values belong to the caller
      return touched;
    } catch (...) {
      statements_.clear();  // an error may leave one halfway, and a lost connection takes all of them along
      throw;
    }
  }

 private:
  soci::statement& prepared(std::string_view text);

  std::map<std::string, soci::statement, std::less<>> statements_;  ///< by their text
};

}  // namespace crosspoint::io::store
