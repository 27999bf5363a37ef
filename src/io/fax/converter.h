#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "flow/effects.h"
#include "io/crew.h"
#include "io/fax/confined.h"
#include "io/inbox.h"

namespace crosspoint::io::fax {

struct Settings {
  std::string spool;        ///< folder of the files, shared with Asterisk; made when it is first needed
  std::string ghostscript;  ///< path of the program
  std::size_t pages = 100;  ///< of one fax
  Bounds bounds;
};

/// Makes faxes of PDF files (204 x 196 dots an inch, 1728 wide, CCITT group 3), one after the other on a thread of its own.
/// Carries out ConvertFax and DiscardFax, delivers one FaxConverted for each ConvertFax. What an earlier run has left in the
/// spool is removed at the start.
class Converter {
 public:
  static constexpr std::size_t bound = 32;  ///< files that may wait

  Converter(Settings settings, Deliver deliver);

  /// From any thread, never waits for a conversion.
  void carry_out(std::vector<flow::Effect> effects);

  /// Ends the thread after the file it is at.
  void stop() { thread_.stop(); }

 private:
  using Order = std::variant<flow::ConvertFax, flow::DiscardFax>;

  void clear_spool();
  void do_next(flow::ConvertFax const& order) const;
  void do_next(flow::DiscardFax const& order) const { discard(order.token); }
  Result<int> convert(flow::ConvertFax const& order) const;
  [[nodiscard]] std::string name(Token token, char const* extension) const;
  void discard(Token token) const;

  Settings const settings_;
  Deliver const deliver_;
  /// In the names of files: a call that an earlier run has placed must not find another document by the name of its own.
  std::uint32_t const run_;

  Crew<Order> thread_;
};

}  // namespace crosspoint::io::fax
