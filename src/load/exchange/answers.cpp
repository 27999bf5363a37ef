#include "load/exchange/answers.h"

#include <array>
#include <utility>

#include "load/exchange/message.h"

namespace crosspoint::load {
namespace {

/// One answer that is a list: begun, filled with items, ended.
class List {
 public:
  List(std::string& out, wire::ami::Message const& action) : out_(out), id_(action.get("ActionID")) {
    Messages(out_)
        .begin("Response", "Success")
        .add("ActionID", id_)
        .add("EventList", "start")
        .add("Message", "List will follow")
        .end();
  }

  Messages item(std::string_view name) {
    ++items_;
    Messages messages(out_);
    messages.begin("Event", name).add("ActionID", id_);
    return messages;
  }

  void end(std::string_view complete) {
    Messages(out_).begin("Event", complete).add("ActionID", id_).add("EventList", "Complete").add("ListItems", items_).end();
  }

 private:
  std::string& out_;
  std::string id_;
  std::size_t items_ = 0;
};

void extensions(Board const& board, wire::ami::Message const& action, std::string& out) {
  List list(out, action);
  for (std::size_t line = 1; line <= board.house.users; ++line)
    list.item("ExtensionStatus")
        .add("Exten", House::number(line))
        .add("Context", House::context)
        .add("Hint", House::device(line))
        .add("Status", std::string_view(&board.states[line], 1))
        .add("StatusText", state_text(board.states[line]))
        .end();
  list.end("ExtensionStateListComplete");
}

void devices(Board const& board, wire::ami::Message const& action, std::string& out) {
  List list(out, action);
  for (std::size_t line = 1; line <= board.house.users; ++line)
    list.item("DeviceStateChange").add("Device", House::device(line)).add("State", device_state(board.states[line])).end();
  list.end("DeviceStateListComplete");
}

struct Leg {
  std::size_t line, other;
  std::string channel, id;
  bool is_up;
  char const* application;
};

void show_leg(List& list, Call const& call, Leg const& leg) {
  list.item("CoreShowChannel")
      .add("Channel", leg.channel)
      .add("ChannelState", leg.is_up ? 6 : 5)
      .add("ChannelStateDesc", leg.is_up ? "Up" : "Ringing")
      .add("CallerIDNum", House::number(leg.line))
      .add("CallerIDName", House::login(leg.line))
      .add("ConnectedLineNum", House::number(leg.other))
      .add("ConnectedLineName", House::login(leg.other))
      .add("Language", "en")
      .add("AccountCode", "")
      .add("Context", House::context)
      .add("Exten", House::number(call.callee))
      .add("Priority", 1)
      .add("Uniqueid", leg.id)
      .add("Linkedid", call.caller_id())
      .add("Application", leg.application)
      .add("ApplicationData", "")
      .add("Duration", "00:00:01")
      .add("BridgeId", call.stage == Call::Stage::talking ? call.bridge() : "")
      .end();
}

void channels(Board const& board, wire::ami::Message const& action, std::string& out) {
  List list(out, action);
  for (auto const& [number, call] : board.calls) {
    auto const is_up = call.queue != 0 || call.stage == Call::Stage::talking;
    show_leg(list, call,
             {call.caller, call.callee, call.caller_channel(), call.caller_id(), is_up, call.queue != 0 ? "Queue" : "Dial"});
    show_leg(list, call,
             {call.callee, call.caller, call.callee_channel(), call.callee_id(), call.stage == Call::Stage::talking,
              call.queue != 0 ? "AppQueue" : "AppDial"});
  }
  list.end("CoreShowChannelsComplete");
}

void bridges(Board const& board, wire::ami::Message const& action, std::string& out) {
  List list(out, action);
  for (auto const& [number, call] : board.calls)
    if (call.stage == Call::Stage::talking)
      list.item("BridgeListItem")
          .add("BridgeUniqueid", call.bridge())
          .add("BridgeType", "basic")
          .add("BridgeTechnology", "simple_bridge")
          .add("BridgeNumChannels", 2)
          .end();
  list.end("BridgeListComplete");
}

/// The queues an action asks for: the one that it names, or all.
template <class Show>
void for_each_queue(Board const& board, wire::ami::Message const& action, Show show) {
  auto const wanted = action.get("Queue");
  for (std::size_t queue = 1; queue <= board.house.queues; ++queue)
    if (wanted.empty() || wanted == House::queue(queue)) show(queue);
}

int member_status(char state) { return state == '0' ? 1 : state == '8' ? 6 : 2; }

void show_members(List& list, Board const& board, std::size_t queue) {
  auto const& house = board.house;
  for (std::size_t agent = 1; agent <= house.agents; ++agent)
    for (std::size_t place = 0; place < house.queues_per_agent; ++place)
      if (house.queue_of(agent, place) == queue)
        list.item("QueueMember")
            .add("Queue", House::queue(queue))
            .add("Name", House::member(agent))
            .add("Location", House::device(agent))
            .add("StateInterface", House::device(agent))
            .add("Membership", "dynamic")
            .add("Penalty", 0)
            .add("CallsTaken", 0)
            .add("LastCall", 0)
            .add("LastPause", 0)
            .add("LoginTime", 1'795'451'670)
            .add("InCall", 0)
            .add("Status", member_status(board.states[agent]))
            .add("Paused", 0)
            .add("PausedReason", "")
            .add("Wrapuptime", 0)
            .end();
}

void show_entries(List& list, Board const& board, std::size_t queue) {
  int position = 0;
  for (auto const& [number, call] : board.calls)
    if (call.queue == queue && call.stage == Call::Stage::ringing)
      list.item("QueueEntry")
          .add("Queue", House::queue(queue))
          .add("Position", ++position)
          .add("Channel", call.caller_channel())
          .add("Uniqueid", call.caller_id())
          .add("CallerIDNum", House::number(call.caller))
          .add("CallerIDName", House::login(call.caller))
          .add("Wait", 0)
          .add("Priority", 0)
          .end();
}

void queues(Board const& board, wire::ami::Message const& action, std::string& out) {
  List list(out, action);
  for_each_queue(board, action, [&](std::size_t queue) {
    list.item("QueueParams")
        .add("Queue", House::queue(queue))
        .add("Max", 0)
        .add("Strategy", "ringall")
        .add("Calls", 0)
        .add("Holdtime", 1)
        .add("TalkTime", 2)
        .add("Completed", 0)
        .add("Abandoned", 0)
        .add("ServiceLevel", 60)
        .add("ServicelevelPerf", "0.0")
        .add("Weight", 0)
        .end();
    show_members(list, board, queue);
    show_entries(list, board, queue);
  });
  list.end("QueueStatusComplete");
}

void queue_summaries(Board const& board, wire::ami::Message const& action, std::string& out) {
  List list(out, action);
  for_each_queue(board, action, [&](std::size_t queue) {
    list.item("QueueSummary")
        .add("Queue", House::queue(queue))
        .add("LoggedIn", 1)
        .add("Available", 1)
        .add("Callers", 0)
        .add("HoldTime", 1)
        .add("TalkTime", 2)
        .add("LongestHoldTime", 0)
        .end();
  });
  list.end("QueueSummaryComplete");
}

/// Everything that is not there in this house.
void empty(Board const&, wire::ami::Message const& action, std::string& out) {
  Messages(out).begin("Response", "Error").add("ActionID", action.get("ActionID")).add("Message", "No entries found").end();
}

void settings(Board const&, wire::ami::Message const& action, std::string& out) {
  Messages(out)
      .begin("Response", "Success")
      .add("ActionID", action.get("ActionID"))
      .add("AMIversion", "11.0.0")
      .add("AsteriskVersion", "22.10.1-load")
      .end();
}

void status(Board const& board, wire::ami::Message const& action, std::string& out) {
  Messages(out)
      .begin("Response", "Success")
      .add("ActionID", action.get("ActionID"))
      .add("CoreStartupDate", "2026-01-01")
      .add("CoreStartupTime", "00:00:00")
      .add("CoreCurrentCalls", board.calls.size())
      .end();
}

using Answer = void (*)(Board const&, wire::ami::Message const&, std::string&);

constexpr std::array<std::pair<std::string_view, Answer>, 13> answers{{{"ExtensionStateList", extensions},
                                                                       {"DeviceStateList", devices},
                                                                       {"CoreShowChannels", channels},
                                                                       {"BridgeList", bridges},
                                                                       {"QueueStatus", queues},
                                                                       {"QueueSummary", queue_summaries},
                                                                       {"CoreSettings", settings},
                                                                       {"CoreStatus", status},
                                                                       {"PJSIPShowContacts", empty},
                                                                       {"VoicemailUsersList", empty},
                                                                       {"ConfbridgeListRooms", empty},
                                                                       {"ConfbridgeList", empty},
                                                                       {"ParkedCalls", empty}}};

}  // namespace

std::string answer_to(wire::ami::Message const& action, Board const& board) {
  std::string out;
  for (auto const& [name, answer] : answers)
    if (action.get("Action") == name) {
      answer(board, action, out);
      return out;
    }
  Messages(out).begin("Response", "Success").add("ActionID", action.get("ActionID")).add("Message", "Done").end();
  return out;
}

}  // namespace crosspoint::load
