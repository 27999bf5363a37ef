#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pbx/events/movement.h"
#include "pbx/refusal.h"
#include "pbx/scene.h"
#include "wire/ami/action.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

/// Why a list is read.
enum class Purpose {
  resync,      ///< after (re)connecting: the model is built anew
  reread,      ///< something has made it doubtful
  comparison,  ///< in the background: what differs is drift
};

struct Request {
  List const* list = nullptr;
  std::string argument;
  Purpose purpose = Purpose::resync;
};

/// One list on its way from Asterisk.
struct ListRun {
  Request request;
  std::uint64_t number = 0;  ///< of this list among all
  std::uint64_t since = 0;   ///< the last live event before it was asked for
  std::size_t items = 0;     ///< received so far
  bool is_whole = false;     ///< all items have come; what a list that was cut short does not hold may be there all the same
  std::vector<Request> follow_up;  ///< what has to be asked because of it

  /// A live event has spoken of the object since the list was asked for: it knows better than the item. (1.6)
  [[nodiscard]] bool is_older_than(Mark const& mark) const { return mark.touched > since; }

  /// Neither this list nor a live event since it was asked for has mentioned the object: it is gone.
  [[nodiscard]] bool misses(Mark const& mark) const { return is_whole && mark.listed != number && !is_older_than(mark); }

  /// The object went after the list was asked for: an item that still holds it is older. (T024)
  [[nodiscard]] bool is_older_than_departure(Scene const& scene, std::string_view kind, std::string_view key) const {
    return scene.model.departed.hold_since(tombstone_key(kind, key), since);
  }

  /// Says that the model differed from the list.
  void repaired(Scene& scene, std::string_view kind, std::string_view key, std::string_view what) const {
    if (request.purpose == Purpose::comparison) scene.drift.suspect(kind, key, what, scene.now);
  }

  void ask(List const& list, std::string argument) { follow_up.push_back({&list, std::move(argument), request.purpose}); }
};

/// A list action and what its items mean. Constant; one file each, in lists.list in the order of the resynchronisation.
struct List {
  enum class When {
    always,       ///< at every resynchronisation, and in the background comparison
    resync_only,  ///< says nothing that could differ later
    on_demand,    ///< only when another list asks for it
  };

  /// What there is of it while the module of Asterisk that gives it is not loaded.
  enum class WithoutModule { unknown, nothing };

  std::string_view action;
  std::string_view argument{};              ///< header that narrows it down, if there is one
  std::string_view file{};                  ///< header Filename, of GetConfig
  std::array<std::string_view, 3> items{};  ///< names of the item events
  std::string_view complete{};              ///< name of the last event; empty: the answer itself is all there is
  When when = When::always;
  WithoutModule without_module = WithoutModule::unknown;
  Importance importance = Importance::needed;                           ///< how grave it is when the account may not read it
  void (*read)(Scene&, ListRun&, wire::ami::Message const&) = nullptr;  ///< one item, or the answer that is all there is
  void (*finish)(Scene&, ListRun&) = nullptr;                           ///< there are no more items: what was not among them goes
  /// For a list that exists only narrowed down: what by. One request each is sent in place of the one for all.
  std::vector<std::string> (*split)(Model const&) = nullptr;
};

}  // namespace crosspoint::pbx
