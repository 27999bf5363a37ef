// hold and resume: neither has an answer, so the calls of the user tell whether there was one and what it is now.
#include <algorithm>

#include "app/client/task.h"
#include "app/client/words.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration patience{5'000'000};

enum class Order { hold, resume };

class Hold : public Task {
 public:
  explicit Hold(Order order) : is_hold_(order == Order::hold) {}

  Turn begin(Identity const&, Time now) override {
    deadline_ = now + patience;
    return send(request({{"class", "subscribe"}, {"message", "current_calls"}, {"commandid", 1}}));
  }

  Turn take(Message const& message, Time) override {
    if (message.is("ipbxcommand")) return give_up(error_in_words(text_of(message.fields, "error_string")));
    if (!message.is("current_calls")) return {};
    auto const left = calls_to_change(message);
    if (before_) return left < *before_ ? succeed(is_hold_ ? "on hold" : "resumed") : Turn{};
    if (left == 0) return succeed(is_hold_ ? "there is no call to hold" : "no call is on hold");
    before_ = left;
    return send(request({{"class", is_hold_ ? "hold" : "resume"}, {"commandid", 2}}));
  }

  [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }
  Turn expired(Time) override {
    return give_up(before_ ? "the call is as it was: your phone has to do it" : "the server has not told your calls");
  }

 private:
  [[nodiscard]] std::size_t calls_to_change(Message const& message) const {
    auto const* const calls = message.fields.if_contains("current_calls");
    if (!calls || !calls->is_array()) return 0;
    auto const suits = [&](boost::json::value const& call) {
      return call.is_object() && text_of(call.get_object(), "call_status") == (is_hold_ ? "up" : "hold");
    };
    return static_cast<std::size_t>(std::ranges::count_if(calls->get_array(), suits));
  }

  bool is_hold_;
  std::optional<std::size_t> before_;  ///< how many there were when it was asked for
  std::optional<Time> deadline_;
};

}  // namespace

std::unique_ptr<Task> make_hold() { return std::make_unique<Hold>(Order::hold); }
std::unique_ptr<Task> make_resume() { return std::make_unique<Hold>(Order::resume); }

}  // namespace crosspoint::app::client
