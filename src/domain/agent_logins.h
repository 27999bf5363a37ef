// One piece because it is one state machine, with a line for everything that is asked of it and said to it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/wall_clock.h"
#include "directory/directory.h"
#include "domain/asker.h"
#include "domain/events_fwd.h"
#include "domain/member_lines.h"
#include "domain/name_index.h"
#include "flow/agent_login.h"
#include "flow/effects_fwd.h"
#include "flow/tokens.h"
#include "pbx/notice.h"

namespace crosspoint::pbx {
class Exchange;
struct QueueMember;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

/// Which agents are logged on, where, and in which queues they are paused: keeps the members of Asterisk's queues as it shall be,
/// and believes what others do to them. (telephony 4.8) Durable. It says nothing to clients: Agents does.
/// A log-on or a pause is in the store before the exchange, and so anybody, hears of it.
class AgentLogins {
 public:
  /// What a queue dials for an agent: its phone, or the dialplan context `agentcallback`, which asks us for the phone.
  enum class MemberForm : std::uint8_t { direct, callback };
  enum class Pause : std::uint8_t { off, on };
  /// So long the exchange may take to do what was asked, and to say so after it has answered. Then its members count as they are
  /// known: the agent is what they make it.
  static constexpr Duration patience{30'000'000}, told_within{5'000'000};
  enum class LogOn : std::uint8_t {
    done,              ///< or on its way, or the agent was logged on already
    extension_in_use,  ///< another agent is logged on there
    unavailable,       ///< no link to the exchange
  };

  AgentLogins(directory::Directory const& directory, pbx::Exchange& exchange, WallClock const& wall_clock, flow::Tokens& tokens,
              Events& events, flow::Effects& effects, MemberForm form)
      : directory_(directory),
        exchange_(exchange),
        wall_clock_(wall_clock),
        tokens_(tokens),
        events_(events),
        effects_(effects),
        form_(form),
        queues_(directory),
        agents_(directory),
        lines_(directory, exchange) {}

  /// There is a link to the exchange, and all about its members is known.
  [[nodiscard]] bool can_act() const { return live_; }

  /// Logs a configured agent on at a line. `asker` hears it if the exchange does not answer. (protocol C41)
  LogOn log_on(AgentId agent, directory::Line const& line, std::optional<Asker> asker, Time now);

  /// Takes the agent out of every queue it is in. Not logged on, or no link to the exchange: nothing. (protocol C42)
  void log_off(AgentId agent, Time now);

  /// Pauses the agent in one of its queues, or in all of them; or ends that. Not a member there, or no link to the exchange:
  /// nothing. (protocol C46, C47)
  void pause(AgentId agent, QueueId queue, Pause pause, Time now);
  void pause_everywhere(AgentId agent, Pause pause, Time now);

  /// Notes the presence of the agent's user in the exchange's queue log. (telephony 4.12)
  void note_presence(AgentId agent, std::string_view presence, Time now);

  /// Null while the agent is not logged on.
  [[nodiscard]] flow::AgentLogin const* login(AgentId agent) const;
  /// False while the exchange has not carried out all that was asked: until then clients are told nothing of the agent.
  [[nodiscard]] bool is_settled(AgentId agent) const;
  [[nodiscard]] std::optional<AgentId> agent_named(std::string_view member_name) const;
  [[nodiscard]] std::set<AgentId> const& agents_at(std::string_view device) const;
  /// The agents whose login may be another since the last call.
  [[nodiscard]] std::set<AgentId> take_touched() { return std::exchange(touched_, {}); }
  /// Gives up what the exchange has not said in time. The time of the next one.
  void give_up(Time now);
  [[nodiscard]] Time deadline() const { return live_ ? first_due_ : Time::max(); }

  /// Logs on again who has been told to while the log-off was on its way; to be called when clients know of the log-off.
  void resume(Time now);

  /// The store's answer. Should it have failed, the exchange is asked nevertheless: people want to work.
  void stored(Token token, Time now);

  /// What the store has kept, at the start.
  void loaded(std::vector<flow::AgentLogin> logins);

  void member_changed(std::string_view queue, std::string_view member_name, Time now);
  void member_gone(std::string_view queue, std::string_view member_name, Time now);
  void link_changed(pbx::LinkState state, Time now);
  void answered(pbx::Answered const& answer, Time now);

  /// The agent belongs to that queue now, or no longer: so it takes its calls, if it is logged on.
  void belongs(AgentId agent, QueueId queue, bool member, Time now);

  /// Agents may have come or gone, or belong to other queues than in `before`.
  void reconfigured(directory::Directory const& before, Time now);

 private:
  static char const* digit(bool paused) { return paused ? "1" : "0"; }

  struct Entry {
    flow::AgentLogin login;
    Time since{};  ///< when it logged on
    bool leaves = false;
    std::map<QueueId, Time> awaited;  ///< until when the exchange says that it is, or is no more, a member there
    std::optional<Asker> asker;       ///< of the log-on
    std::set<std::pair<QueueId, std::string>> removed;  ///< interfaces that it has been asked to remove, while it leaves
    std::optional<directory::Line> comes_back;          ///< logs on here as soon as it has left
  };
  struct Asked {
    AgentId agent;
    QueueId queue;
    std::string interface;
    bool to_add = true;
    bool paused = false;
  };
  /// What is asked of the exchange when the store has committed it.
  struct LogsOn {
    AgentId agent;
  };
  struct Pauses {
    AgentId agent;
    std::optional<QueueId> queue;  ///< nothing: all
    Pause pause;
  };
  using Entries = std::map<AgentId, Entry>;

  [[nodiscard]] std::vector<pbx::QueueMember const*> members(QueueId queue, AgentId agent) const;
  [[nodiscard]] std::set<QueueId> queues_of(AgentId agent) const;
  [[nodiscard]] std::map<QueueId, bool> members_of(AgentId agent) const;
  [[nodiscard]] std::string interface_of(flow::AgentLogin const& login) const;
  void add(Entry& entry, QueueId queue, Pause pause, Time now);
  void remove(Entry& entry, QueueId queue, Time now);
  void await(Entry& entry, QueueId queue, Time due);
  void has_come(Entries::iterator entry, QueueId queue);
  Entry& enter(flow::AgentLogin login);
  void adopt(AgentId agent, Time now);
  void compare(Entries::iterator entry, Time now);
  void bring_into_line(Asked const& asked, Time now);
  void tell_penalty(AgentId agent, directory::Queue const& queue, Time now);
  void refused(Entry& entry, QueueId queue, std::string_view why);
  void leave(Entry& entry, Time now);
  void settle(Entries::iterator entry);
  Token save(flow::AgentLogin const& login);
  void keep_pause(AgentId agent, std::optional<QueueId> queue, Pause pause);
  void ask_pause(AgentId agent, std::optional<QueueId> queue, Pause pause, Time now);
  void end(Entries::iterator entry);
  void note(AgentId agent, std::string const& event, std::string const& message, Time now);

  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  WallClock const& wall_clock_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  MemberForm form_;
  QueueIndex queues_;
  AgentIndex agents_;
  MemberLines lines_;
  Entries entries_;
  pbx::Table<std::set<AgentId>> agents_at_;               ///< those of the entries, by device
  std::map<Token, Asked> asked_;                          ///< bounded by the exchange's patience with answers
  std::map<Token, std::variant<LogsOn, Pauses>> saving_;  ///< bounded by what the store has not answered yet
  std::set<AgentId> touched_;
  std::vector<std::pair<AgentId, directory::Line>> returning_;
  Time first_due_ = Time::max();  ///< of what is awaited, or earlier
  bool live_ = false;             ///< as far as its notices have been heard, which is not always as far as the exchange is
};

}  // namespace crosspoint::domain
