#include "io/store/transaction.h"

#include <soci/soci.h>

namespace crosspoint::io::store {

Transaction::Transaction(soci::session& sql, For purpose) : sql_(sql) {
  sql_ << (purpose == For::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    sql_ << "ROLLBACK";
  } catch (soci::soci_error const&) {
    // The database has already rolled back by itself: that is what made the statement before fail.
  }
}

void Transaction::commit() {
  sql_ << "COMMIT";
  open_ = false;
}

}  // namespace crosspoint::io::store
