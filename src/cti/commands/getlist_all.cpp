// getlist all: a whole list in one message, configuration and status of each element in one row. Our own. (P219)
//   -> {"class":"getlist","function":"all","listname":"phones"}
//   <- {"class":"getlist","function":"all","listname":"phones","tipbxid":"xivo","seq":48230,"same":{"allowtransfer":null},
//       "keys":["id","number","hintstatus"],"rows":[["4","1001","0"],["5","1002","8"]]}
#include <algorithm>
#include <memory>

#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/lists.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

namespace json = boost::json;

constexpr auto* never_pushed = "connection";  ///< of a user: nobody would hear that it has changed

struct Args {
  std::string_view list;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("listname")};
  return in.done().map([&] { return args; });
}

/// Values as they are pushed, so that a push can take their place.
json::object element(State const& state, Scope const& scope, ListView const& list, std::string const& id,
                     json::storage_ptr const& memory) {
  wire::json::Writer out;
  out.text("id", id);
  list.config(state, scope, id, Form::push, out);
  list.status(state, scope, id, out);
  auto text = out.object();
  if (list.more != nullptr) text = wire::json::extended(text, list.more(state, id));
  auto all = json::parse(text, memory).as_object();
  all.erase(never_pushed);
  return all;
}

json::value const& value_of(json::object const& element, json::string_view key) {
  static json::value const none;
  auto const* const value = element.if_contains(key);
  return value ? *value : none;
}

/// Elements of a list have the same fields: those of the first one are the columns.
void write_table(std::vector<json::object> const& elements, wire::json::Writer& out) {
  json::object same;
  json::array keys, rows;
  if (!elements.empty())
    for (auto const& column : elements.front()) {
      auto const has_same = [&](json::object const& each) { return value_of(each, column.key()) == column.value(); };
      if (elements.size() > 1 && std::ranges::all_of(elements, has_same)) same[column.key()] = column.value();
      else keys.emplace_back(column.key());
    }
  for (auto const& each : elements) {
    json::array row;
    for (auto const& key : keys) row.push_back(value_of(each, key.as_string()));
    rows.push_back(std::move(row));
  }
  out.serialised("same", json::serialize(same))
      .serialised("keys", json::serialize(keys))
      .serialised("rows", json::serialize(rows));
}

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  auto const* const list = list_named(args.list);
  if (!list) return fail(Errc::unknown, "no such list");
  auto const memory = json::make_shared_resource<json::monotonic_resource>();
  std::vector<json::object> elements;
  for (auto const& id : list->ids(state, caller.scope)) elements.push_back(element(state, caller.scope, *list, id, memory));
  auto out = about(*list, "all");
  out.number("seq", static_cast<std::int64_t>(clients.last_number()));
  write_table(elements, out);
  clients.answer(caller.asker, std::move(out), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const getlist_all =
    make_command<parse, run, State const, Clients>("getlist all", directory::Right::none).only_with(Extension::seq);

}  // namespace crosspoint::cti
