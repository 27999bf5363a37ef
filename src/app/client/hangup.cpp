// hangup: the protocol has no answer to it, so the state of the own lines tells whether there was a call and whether it has
// ended.
#include <map>

#include "app/client/task.h"
#include "app/client/words.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration patience{5'000'000};

class Hangup : public Task {
 public:
  Turn begin(Identity const& identity, Time now) override {
    user_ = identity.user;
    deadline_ = now + patience;
    return send(list_request("updateconfig", "users", user_));
  }

  Turn take(Message const& message, Time now) override {
    if (message.is("ipbxcommand")) return give_up(error_in_words(text_of(message.fields, "error_string")));
    auto const id = text_of(message.fields, "tid");
    if (message.is_list("updateconfig", "users") && id == user_ && lines_.empty())
      return ask_states(texts_of(object_of(message.fields, "config"), "linelist"));
    if (message.is_list("updatestatus", "phones") && lines_.contains(id))
      return take_state(lines_[id], text_of(object_of(message.fields, "status"), "hintstatus"), now);
    return {};
  }

  [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }
  Turn expired(Time) override {
    return give_up(asked_ ? "no call has ended: calls on hold are left alone"
                          : "the server has not told the state of your phone");
  }

 private:
  Turn ask_states(std::vector<std::string> const& lines) {
    if (lines.empty()) return give_up("this user has no phone");
    Turn turn;
    for (auto const& line : lines) {
      lines_[line] = "";
      turn.send += list_request("updatestatus", "phones", line);
    }
    return turn;
  }

  Turn take_state(std::string& state, std::string const& now_is, Time now) {
    auto const had_call = has_call(state);
    state = now_is;
    if (asked_) return had_call && !has_call(state) ? succeed("hung up") : Turn{};
    auto calls = 0;
    for (auto const& [line, known] : lines_) {
      if (known.empty()) return {};
      calls += has_call(known) ? 1 : 0;
    }
    if (calls == 0) return succeed("there is no call");
    asked_ = true;
    deadline_ = now + patience;
    return send(request({{"class", "hangup"}, {"commandid", 1}}));
  }

  std::string user_;
  std::map<std::string, std::string> lines_;  ///< line id to hintstatus, empty while unknown
  bool asked_ = false;
  std::optional<Time> deadline_;
};

}  // namespace

std::unique_ptr<Task> make_hangup() { return std::make_unique<Hangup>(); }

}  // namespace crosspoint::app::client
