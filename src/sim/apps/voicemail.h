#pragma once

#include <string>
#include <vector>

#include "sim/switch.h"

namespace crosspoint::sim {

struct Mailbox {
  std::string number, name;
  int unheard = 0, heard = 0;
};

/// Voicemail: leaves a message in a box or listens to it, for as long as the caller stays. Either counts after 2 s.
/// (telephony 2.10)
class Voicemail : public Application {
 public:
  enum class Purpose { leave, consult };
  static constexpr Duration long_enough{2'000'000};

  static void start(Switch& exchange, Mailbox& box, Purpose purpose, Channel& caller);

  Voicemail(Switch& exchange, Mailbox& box, Purpose purpose)
      : switch_(exchange), box_(box), purpose_(purpose), since_(exchange.now()) {}

  void ended(Channel& channel, Ender by) override;
  void taken(std::vector<ChannelId> const& channels) override;

 private:
  void close(Channel const& channel);

  Switch& switch_;
  Mailbox& box_;
  Purpose purpose_;
  Time since_;
};

}  // namespace crosspoint::sim
