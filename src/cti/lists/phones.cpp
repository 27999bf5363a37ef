// The list of lines. (protocol 6.3)
#include "cti/lists/element.h"
#include "domain/lines.h"

namespace crosspoint::cti {
namespace {

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.lines, scope); }

std::optional<boost::json::object> config(State const& state, Scope const& scope, std::string_view id, Form) {
  auto const* const line = visible(state.directory.lines, scope, id);
  if (!line) return std::nullopt;
  return boost::json::object{{"number", line->number.empty() ? boost::json::value(nullptr) : boost::json::value(line->number)},
                             {"identity", line->identity()},
                             {"iduserfeatures", line->user.value},
                             {"allowtransfer", nullptr},
                             {"initialized", nullptr}};
}

std::optional<boost::json::object> status(State const& state, Scope const& scope, std::string_view id) {
  auto const* const line = visible(state.directory.lines, scope, id);
  if (!line) return std::nullopt;
  return boost::json::object{{"hintstatus", std::to_string(state.lines.status(*line))}};
}

}  // namespace

constinit ListView const phones_list{domain::List::phones, "phones", ids, config, status};

}  // namespace crosspoint::cti
