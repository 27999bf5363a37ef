#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace crosspoint::pbx {

struct List;
struct Model;

/// The lists that something has made doubtful and that are read again, once, when things have calmed down.
/// (telephony 1.7, 2.6, 2.7)
class Rereads {
 public:
  static constexpr Duration calm{500'000};
  static constexpr std::size_t limit = 1000;  ///< requests held; more lists than that say nothing more

  /// Whether the model still does not go together with what was heard.
  using Doubt = std::function<bool(Model const&)>;

  struct Wish {
    List const* list = nullptr;
    std::string argument;
    Time due{};
    Doubt doubt;  ///< empty: it is read in any case
  };

  /// Half a second from now, unless it is wished already.
  void want(List const& list, std::string_view argument, Time now);

  /// Several calls wait in a queue: Asterisk tells nobody when their order changes, so it is asked again and again. (2.7)
  void want_order(std::string_view queue, Time now);

  /// The same, unless events have explained by then what was heard.
  void want_if(Doubt doubt, List const& list, std::string_view argument, Time now);

  /// A queue's mean wait may be another: its summary is read a second from now, so at most once a second. (T118)
  void want_summary(std::string_view queue, Time now);

  /// The configuration was reloaded: the hints, the queues and their settings are read again.
  void want_after_reload(Time now);

  /// A hint was told although it is the same as before. Ten of them within a moment are a reload that does not say so.
  void note_unchanged_hint(Time now);

  /// The next wish whose time has come.
  [[nodiscard]] std::optional<Wish> take(Model const& model, Time now);

  void clear() { wishes_.clear(); }
  [[nodiscard]] Time deadline() const { return wishes_.empty() ? Time::max() : wishes_.front().due; }

 private:
  void want(List const& list, std::string_view argument, Time now, Duration wait, Doubt doubt);

  std::vector<Wish> wishes_;  ///< in order of time
  int unchanged_ = 0;
  Time unchanged_since_{};
};

}  // namespace crosspoint::pbx
