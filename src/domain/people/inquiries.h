#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"
#include "flow/effects.h"
#include "flow/input.h"

namespace crosspoint::domain {

/// Questions that wait for answers of sources outside. Each goes to all its sources at once and is done when all have answered or
/// the patience has ended, with what is there. A source that failed or was late is named in the log, and then left out for a
/// while, so that one that is dead does not make every search slow.
class Inquiries {
 public:
  static constexpr std::size_t of_one_user = 8, of_all = 1000;  ///< at once; the oldest is done early when there are more
  static constexpr std::size_t contacts_of_one_source = 1000;   ///< of an answer; the rest is left out
  static constexpr Duration rest{30'000'000};                   ///< how long a source is left out

  struct Answer {
    std::string source;
    std::vector<directory::Contact> contacts;
  };
  using Answers = std::vector<Answer>;
  using Done = std::function<void(Answers, Time)>;
  using Question = decltype(flow::AskSource::question);

  Inquiries(Duration patience, flow::Effects& effects) : patience_(patience), effects_(effects) {}

  /// `questions` by source. `done` is called once: now if there is nobody to wait for.
  void ask(UserId user, std::map<std::string, Question> questions, Done done, Time now);

  void answered(flow::SourceAnswered& answer, Time now);

  void tick(Time now);
  [[nodiscard]] Time deadline() const { return pending_.empty() ? Time::max() : pending_.begin()->second.deadline; }

 private:
  struct Pending {
    UserId user;
    Time deadline;
    std::set<std::string> missing;  ///< sources that have not answered yet
    Answers answers;
    Done done;
  };
  using Place = std::map<Token, Pending>::iterator;

  void make_room(UserId user, Time now);
  void finish(Place place, Time now);
  void failed(std::string const& source, std::string_view why, Time now);
  [[nodiscard]] bool rests(std::string const& source, Time now) const;

  Duration const patience_;
  flow::Effects& effects_;
  std::map<Token, Pending> pending_;         ///< the oldest first
  std::map<std::string, Time> rests_until_;  ///< by source
  Token last_token_;
};

}  // namespace crosspoint::domain
