// A call sheet, to those it is for. (protocol S34)
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::SheetShown const& event, Time now) {
  boost::json::object const message{{"class", "sheet"},
                                    {"channel", event.channel},
                                    {"serial", "xml"},
                                    {"compressed", event.compressed},
                                    {"payload", event.payload}};
  if (event.everybody) return clients_.tell(flow::Topic::all(), message, now);
  for (auto const user : event.users) clients_.tell(flow::Topic::own(user), message, now);
}

}  // namespace crosspoint::cti
