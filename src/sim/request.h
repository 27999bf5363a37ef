#pragma once

#include <string_view>

#include "sim/session.h"
#include "wire/ami/message.h"

namespace crosspoint::sim {

/// One action of a session and the means to answer it.
class Request {
 public:
  Request(Session& session, wire::ami::Message const& message)
      : session_(session), message_(message), action_id_(message.get("ActionID")) {}

  [[nodiscard]] Session& session() { return session_; }
  [[nodiscard]] wire::ami::Message const& message() const { return message_; }
  [[nodiscard]] std::string_view get(std::string_view name) const { return message_.get(name); }
  [[nodiscard]] std::string_view action_id() const { return action_id_; }

  /// `Response:` and the ActionID; the caller adds headers and ends it.
  Lines respond(std::string_view response) { return opened("Response", response, Id::first); }
  void success(std::string_view text) { respond("Success").add("Message", text).end(); }
  void error(std::string_view text) { respond("Error").add("Message", text).end(); }

  /// The start of a list, its items, its end with their number.
  void start_list(std::string_view text) { respond("Success").add("EventList", "start").add("Message", text).end(); }
  Lines item(std::string_view event) { return ++items_, opened("Event", event, Id::first); }
  /// An item whose ActionID stands last: end it with end_item().
  Lines late_item(std::string_view event) { return ++items_, opened("Event", event, Id::last); }
  void end_item(Lines lines) { add_id(lines).end(); }
  void end_list(std::string_view event) { closing(event).end(); }
  /// As end_list(); the caller adds headers and ends it.
  Lines closing(std::string_view event) {
    return opened("Event", event, Id::first).add("EventList", "Complete").add("ListItems", items_);
  }

 private:
  enum class Id { first, last };

  Lines opened(std::string_view name, std::string_view value, Id where) {
    Lines lines(session_.out);
    lines.add(name, value);
    return where == Id::first ? add_id(lines) : lines;
  }

  Lines add_id(Lines lines) { return action_id_.empty() ? lines : lines.add("ActionID", action_id_); }

  Session& session_;
  wire::ami::Message const& message_;
  std::string_view action_id_;
  std::size_t items_ = 0;
};

}  // namespace crosspoint::sim
