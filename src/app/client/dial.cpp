// dial: the server first rings the own phone, then calls the destination; it answers once the first half is under way.
#include "app/client/task.h"
#include "app/client/words.h"

namespace crosspoint::app::client {
namespace {

constexpr Duration patience{60'000'000};  ///< the own phone may ring as long as the server lets it

class Dial : public Task {
 public:
  explicit Dial(std::string destination) : destination_(std::move(destination)) {}

  Turn begin(Identity const&, Time now) override {
    deadline_ = now + patience;
    auto const is_url = destination_.find(':') != std::string::npos;
    return send(request({{"class", "ipbxcommand"},
                         {"command", "dial"},
                         {"commandid", 1},
                         {"destination", is_url ? destination_ : "exten:xivo/" + destination_}}));
  }

  Turn take(Message const& message, Time) override {
    if (message.is("dial_success")) return succeed("calling " + text_of(message.fields, "exten") + ": pick up your phone");
    if (message.is("ipbxcommand")) return give_up(error_in_words(text_of(message.fields, "error_string")));
    return {};
  }

  [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }
  Turn expired(Time) override { return give_up("the server has not said what became of the call: look at your phone"); }

 private:
  std::string destination_;
  std::optional<Time> deadline_;
};

}  // namespace

std::unique_ptr<Task> make_dial(std::string destination) { return std::make_unique<Dial>(std::move(destination)); }

}  // namespace crosspoint::app::client
