// The state of a line: to all of its context as text, to who registered for it as number. (protocol S10, S36)
#include "cti/updates.h"
#include "domain/lines.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {

wire::json::Writer endpoint_status_message(State const& state, directory::Line const& line) {
  return wire::json::Writer("endpoint_status_update")
      .open("data")
      .text("xivo_uuid", state.directory.xivo_uuid)
      .number("endpoint_id", line.id.value)
      .number("status", state.lines.status(line))
      .close();
}

void Updates::tell(domain::LineStateChanged const& event, Time now) {
  auto const* const line = state_.directory.line(event.line);
  if (!line) return;
  auto const id = std::to_string(line->id.value);
  tell_of(phones_list, line->context, status_message(state_, {}, phones_list, id), now, state_key(line_state, line->id.value),
          clients_.gives_numbers() ? phones_list.more(state_, id) : std::string{});
  clients_.tell(flow::Topic::endpoint_status(line->id), endpoint_status_message(state_, *line), now,
                state_key(line_registration, line->id.value));
}

}  // namespace crosspoint::cti
