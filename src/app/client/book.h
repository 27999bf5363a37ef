#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/message.h"
#include "app/client/turn.h"

namespace crosspoint::app::client {

/// One element of a list as far as the server has told.
struct Element {
  object config, status;

  [[nodiscard]] std::string text(std::string_view key) const;  ///< of the configuration
  [[nodiscard]] std::string state(std::string_view key) const;
};

/// Something that has changed after the lists were complete.
struct Change {
  std::string list, id;
  std::optional<Element> before, after;  ///< no before: it is new; no after: it is gone
};

/// The server's lists, kept up to date: asks for ids, configurations and states, and merges what is pushed. (protocol 6.1) Asks
/// only so much at once that neither side's buffers fill up.
class Book {
 public:
  explicit Book(std::vector<std::string> lists) : lists_(std::move(lists)) {}

  /// The first requests.
  std::string begin();

  struct Taken {
    std::string send;             ///< further requests
    std::vector<Change> changes;  ///< none until complete
  };
  Taken take(Message const& message);

  /// Everything asked for has been answered once.
  [[nodiscard]] bool complete() const { return complete_; }
  /// A list whose answer is missing, "" if none.
  [[nodiscard]] std::string waiting_for() const;

  [[nodiscard]] std::map<std::string, Element> const& all(std::string const& list) const;
  /// Null if it is not known.
  [[nodiscard]] Element const* find(std::string const& list, std::string const& id) const;

  // Names for people, the id itself for strangers.
  [[nodiscard]] std::string user(std::string const& id) const;           ///< "Bob Stone"
  [[nodiscard]] std::string phone(std::string const& id) const;          ///< "Bob Stone (1002)"
  [[nodiscard]] std::string agent(std::string const& id) const;          ///< "agent 2001 Dave Okafor"
  [[nodiscard]] std::string queue(std::string const& name) const;        ///< "Sales" for the technical name
  [[nodiscard]] std::string member(std::string const& interface) const;  ///< of "Agent/2001" or "SIP/1003"

 private:
  void want(std::string_view function, std::string_view list, std::string_view id);
  std::string next_requests();
  Change merge(Message const& message, std::string const& list, std::string const& id);
  std::optional<Change> remove(std::string const& list, std::string const& id);

  std::vector<std::string> lists_;
  std::map<std::string, std::map<std::string, Element>> elements_;
  std::deque<std::pair<std::string, std::string>> wanted_;  ///< key and request, not sent yet
  std::set<std::string> asked_;                             ///< keys of requests sent and not answered
  bool complete_ = false;
};

}  // namespace crosspoint::app::client
