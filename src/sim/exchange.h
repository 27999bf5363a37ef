#pragma once

#include <deque>
#include <functional>
#include <string>

#include "sim/handsets.h"

namespace crosspoint::sim {

/// The account of manager.conf.
struct Account {
  std::string username, secret;
};

/// Everything that actions and the console work on, joined.
struct Exchange {
  static constexpr std::size_t variable_limit = 1000;   ///< of one channel, and global ones
  static constexpr std::size_t queue_log_limit = 1000;  ///< lines that are kept

  Exchange(Feed& feed, std::size_t phones, Account known, std::function<std::uint32_t()> source, Time now)
      : account(std::move(known)),
        draw(std::move(source)),
        lines(feed, make_phones(phones), now),
        queues(lines),
        dialplan(lines, queues),
        handsets(lines, dialplan) {}

  Account account;
  std::function<std::uint32_t()> draw;  ///< a number nobody can guess, for challenges
  Switch lines;
  Queues queues;
  Dialplan dialplan;
  Handsets handsets;
  std::map<std::string, std::string> globals;  ///< set by Setvar without a channel
  std::deque<std::string> queue_log;           ///< what QueueLog has added, as the file has it but for the time
};

}  // namespace crosspoint::sim
