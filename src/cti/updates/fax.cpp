// How a fax goes on, to every client of its sender. (protocol S31)
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

char const* name_of(domain::FaxProgress::Status status) {
  using enum domain::FaxProgress::Status;
  return status == answered ? "PRESENDFAX" : status == sent ? "SUCCESS" : "FAILED";
}

}  // namespace

void Updates::tell(domain::FaxProgress const& event, Time now) {
  boost::json::value pages;
  if (event.status == domain::FaxProgress::Status::sent) pages = event.pages;
  boost::json::object const message{{"class", "fax_progress"}, {"status", name_of(event.status)}, {"pages", pages}};
  clients_.tell(flow::Topic::own(event.user), message, now);
}

}  // namespace crosspoint::cti
