// A call sheet, to those it is for. (protocol S34)
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::SheetShown const& event, Time now) {
  auto const line = to_line({{"class", "sheet"},
                             {"channel", event.channel},
                             {"serial", "xml"},
                             {"compressed", event.compressed},
                             {"payload", event.payload}},
                            now);
  if (event.everybody) return clients_.tell(flow::Topic::all(), line);
  for (auto const user : event.users) clients_.tell(flow::Topic::own(user), line);
}

}  // namespace crosspoint::cti
