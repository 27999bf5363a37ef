// presence: confirmed by the push about the own user that everybody gets.
#include <algorithm>

#include "app/client/task.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration patience{10'000'000};

class TakePresence : public Task {
 public:
  explicit TakePresence(std::string presence) : presence_(std::move(presence)) {}

  Turn begin(Identity const& identity, Time now) override {
    user_ = identity.user;
    deadline_ = now + patience;
    if (std::ranges::find(identity.presences, presence_) == identity.presences.end())
      return give_up("'" + presence_ + "' is not one of your presences:" + joined(identity.presences));
    return send(request({{"class", "availstate"}, {"commandid", 1}, {"availstate", presence_}}));
  }

  Turn take(Message const& message, Time) override {
    auto const confirmed = message.is_list("updatestatus", "users") && text_of(message.fields, "tid") == user_ &&
                           text_of(object_of(message.fields, "status"), "availstate") == presence_;
    return confirmed ? succeed("presence is " + presence_ + ", as long as one of your clients stays connected") : Turn{};
  }

  [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }
  Turn expired(Time) override { return give_up("the server has not confirmed the presence: its log may say why"); }

 private:
  static std::string joined(std::vector<std::string> const& names) {
    std::string text;
    for (auto const& name : names) text += (text.empty() ? " " : ", ") + name;
    return text;
  }

  std::string presence_, user_;
  std::optional<Time> deadline_;
};

}  // namespace

std::unique_ptr<Task> make_presence(std::string presence) { return std::make_unique<TakePresence>(std::move(presence)); }

}  // namespace crosspoint::app::client
