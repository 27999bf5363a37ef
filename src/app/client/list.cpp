// list: loads the list and those its names come from, prints it, leaves.
#include <algorithm>
#include <array>

#include "app/client/book.h"
#include "app/client/table.h"
#include "app/client/task.h"
#include "app/client/words.h"
#include "base/text.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration patience{10'000'000};

std::string yes(std::string const& flag) { return flag == "1" || flag == "yes" ? "yes" : ""; }

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (auto const& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Row user_row(Book const& book, std::string const& id, Element const& user) {
  std::vector<std::string> numbers;
  for (auto const& line : texts_of(user.config, "linelist"))
    if (auto const* phone = book.find("phones", line)) numbers.push_back(phone->text("number"));
  return {id,
          user.text("fullname"),
          joined(numbers),
          user.state("availstate"),
          yes(user.state("connection")),
          yes(user.text("enablednd"))};
}

Row phone_row(Book const& book, std::string const& id, Element const& phone) {
  return {id, phone.text("number"), book.user(phone.text("iduserfeatures")), phone.text("identity"),
          line_state(phone.state("hintstatus"))};
}

Row agent_row(Book const& book, std::string const& id, Element const& agent) {
  std::vector<std::string> queues;
  for (auto const& queue : texts_of(agent.status, "queues"))
    if (auto const* found = book.find("queues", queue)) queues.push_back(found->text("name"));
  return {id,
          agent.text("number"),
          agent.text("firstname") + " " + agent.text("lastname"),
          availability(agent.state("availability")),
          agent.state("phonenumber"),
          joined(queues)};
}

Row queue_row(Book const&, std::string const& id, Element const& queue) {
  return {id, queue.text("number"), queue.text("name"), queue.text("displayname"), queue.text("context")};
}

Row voicemail_row(Book const&, std::string const& id, Element const& voicemail) {
  return {id, voicemail.text("mailbox"), voicemail.text("context"), voicemail.state("new")};
}

Row member_row(Book const& book, std::string const&, Element const& member) {
  return {member.text("queue_name"),
          book.member(member.text("interface")),
          member_state(member.text("status")),
          yes(member.text("paused")),
          member.text("penalty"),
          member.text("callstaken"),
          member.text("lastcall")};
}

Row room_row(Book const&, std::string const& id, Element const& room) {
  return {id, room.text("confno"), room.text("name"), room.text("context")};
}

struct Kind {
  std::string_view name;
  std::vector<std::string> lists;  ///< itself and those its names come from
  Row heading;
  Row (*row)(Book const&, std::string const& id, Element const&);
};

std::vector<Kind> kinds() {
  return {
      {"users", {"users", "phones"}, {"ID", "NAME", "NUMBERS", "PRESENCE", "CONNECTED", "DND"}, user_row},
      {"phones", {"phones", "users"}, {"ID", "NUMBER", "OWNER", "DEVICE", "STATE"}, phone_row},
      {"agents", {"agents", "queues"}, {"ID", "NUMBER", "NAME", "AVAILABILITY", "PHONE", "QUEUES"}, agent_row},
      {"queues", {"queues"}, {"ID", "NUMBER", "NAME", "TITLE", "CONTEXT"}, queue_row},
      {"voicemails", {"voicemails"}, {"ID", "MAILBOX", "CONTEXT", "NEW"}, voicemail_row},
      {"queuemembers",
       {"queuemembers", "agents", "phones", "users"},
       {"QUEUE", "MEMBER", "STATE", "PAUSED", "PENALTY", "CALLS", "LAST CALL"},
       member_row},
      {"meetmes", {"meetmes"}, {"ID", "NUMBER", "NAME", "CONTEXT"}, room_row},
  };
}

class List : public Task {
 public:
  explicit List(Kind kind) : kind_(std::move(kind)), book_(kind_.lists) {}

  Turn begin(Identity const&, Time now) override {
    deadline_ = now + patience;
    return send(book_.begin());
  }

  Turn take(Message const& message, Time now) override {
    deadline_ = now + patience;
    auto const taken = book_.take(message);
    return book_.complete() ? print() : send(taken.send);
  }

  [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }
  Turn expired(Time) override { return give_up("the server does not tell its " + book_.waiting_for()); }

 private:
  [[nodiscard]] Turn print() const {
    std::vector<std::pair<std::int64_t, Row>> rows;  // queue members have no numbers: they go by their queue
    for (auto const& [id, element] : book_.all(std::string(kind_.name)))
      rows.emplace_back(to_integer(id).value_or(0), kind_.row(book_, id, element));
    std::ranges::sort(rows);
    std::vector<Row> cells{kind_.heading};
    for (auto& [id, row] : rows) cells.push_back(std::move(row));
    auto turn = succeed();
    turn.say = table(cells);
    return turn;
  }

  Kind kind_;
  Book book_;
  std::optional<Time> deadline_;
};

}  // namespace

std::unique_ptr<Task> make_list(std::string const& list) {
  for (auto& kind : kinds())
    if (kind.name == list) return std::make_unique<List>(std::move(kind));
  return nullptr;
}

}  // namespace crosspoint::app::client
