// watch: lives until the connection ends or the user ends it.
#include "app/client/book.h"
#include "app/client/describe.h"
#include "app/client/task.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration load_patience{10'000'000};
constexpr Duration keepalive_after{60'000'000};

class Watch : public Task {
 public:
  Turn begin(Identity const& identity, Time now) override {
    user_ = identity.user;
    deadline_ = now + load_patience;
    return send(book_.begin());
  }

  Turn take(Message const& message, Time now) override {
    asked_for_life_ = false;
    deadline_ = now + (book_.complete() ? keepalive_after : load_patience);
    auto const was_complete = book_.complete();
    auto const taken = book_.take(message);
    auto turn = send(taken.send);
    if (!was_complete && book_.complete()) turn.news.push_back(greeting());
    for (auto const& change : taken.changes)
      for (auto& line : describe(book_, change)) turn.news.push_back(std::move(line));
    return turn;
  }

  [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }

  Turn expired(Time now) override {
    if (!book_.complete()) return give_up("the server does not tell its " + book_.waiting_for());
    if (asked_for_life_) return give_up("the server does not answer any more");
    asked_for_life_ = true;
    deadline_ = now + load_patience;
    return send(request({{"class", "keepalive"}, {"commandid", 1}}));
  }

 private:
  [[nodiscard]] std::string greeting() const {
    return "watching as " + book_.user(user_) + ": " + std::to_string(book_.all("users").size()) + " people, " +
           std::to_string(book_.all("phones").size()) + " phones, " + std::to_string(book_.all("agents").size()) +
           " agents; Ctrl-C ends";
  }

  Book book_{{"users", "phones", "agents", "queues", "voicemails", "queuemembers", "meetmes"}};
  std::string user_;
  bool asked_for_life_ = false;
  std::optional<Time> deadline_;
};

}  // namespace

std::unique_ptr<Task> make_watch() { return std::make_unique<Watch>(); }

}  // namespace crosspoint::app::client
