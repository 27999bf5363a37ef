#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <map>
#include <mutex>

namespace crosspoint::io::net {

using Address = boost::asio::ip::address;

/// Whether a session's login is complete: only those that are not are counted by address.
enum class Standing { anonymous, known };

/// Counts the sessions of all network threads and says whether one more may come in. Any thread may call it.
class Gate {
 public:
  enum class Verdict { admitted, too_many, too_many_from_address };

  Gate(std::size_t sessions, std::size_t anonymous_per_address)
      : sessions_limit_(sessions), anonymous_limit_(anonymous_per_address) {}

  /// An admitted session counts as anonymous until logged_in(), and until leave().
  [[nodiscard]] Verdict enter(Address const& address);
  void logged_in(Address const& address);
  void leave(Address const& address, Standing standing);

 private:
  void forget_anonymous(Address const& address);

  std::mutex mutex_;
  std::size_t const sessions_limit_, anonymous_limit_;
  std::size_t sessions_ = 0;
  std::map<Address, std::size_t> anonymous_;
};

}  // namespace crosspoint::io::net
