#pragma once

namespace soci {
class session;
}

namespace crosspoint::io::store {

/// One transaction on a session, rolled back unless committed. Functions that take a session let SOCI's exceptions pass; whoever
/// opens the transaction catches them, once this has undone what was begun.
class Transaction {
 public:
  enum class For {
    reading,  ///< one unchanging view
    writing,  ///< holds the store's only write lock from the start, so that what is read in it stays true until the commit
  };

  Transaction(soci::session& sql, For purpose);
  ~Transaction();
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  Transaction(Transaction&&) = delete;
  Transaction& operator=(Transaction&&) = delete;

  void commit();

 private:
  soci::session& sql_;
  bool open_ = true;
};

}  // namespace crosspoint::io::store
