// raw: after the end of the input it stays until the server has been quiet for a while, so that answers to a script are seen.
#include "app/client/task.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration quiet{1'000'000};

class Raw : public Task {
 public:
  Turn begin(Identity const&, Time) override { return {}; }

  Turn take(Message const& message, Time now) override {
    if (deadline_) deadline_ = now + quiet;
    return say(std::string(message.line));  // read as JSON before, so there are no control bytes in it
  }

  [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }
  Turn expired(Time) override { return succeed(); }

  [[nodiscard]] bool reads_input() const override { return true; }
  Turn typed(std::string_view line, Time) override { return send(std::string(line) + "\n"); }
  Turn typed_all(Time now) override {
    deadline_ = now + quiet;
    return {};
  }

 private:
  std::optional<Time> deadline_;
};

}  // namespace

std::unique_ptr<Task> make_raw() { return std::make_unique<Raw>(); }

}  // namespace crosspoint::app::client
