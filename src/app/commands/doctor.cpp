#include "app/commands/doctor.h"

#include <algorithm>
#include <ostream>

#include "app/doctor/dialplan.h"
#include "app/doctor/examination.h"

namespace crosspoint::app {

int run_doctor(Config const& config, std::ostream& out, std::ostream& errors) {
  using doctor::Finding;
  auto const facts = doctor::examine(config.exchange);
  if (!facts) {
    errors << "error: " << facts.error().detail << '\n';
    return 1;
  }
  auto const findings = doctor::diagnose(*facts);
  for (auto const& finding : findings)
    out << (finding.kind == Finding::Kind::missing ? "missing: " : "advice:  ") << finding.text << "\n         " << finding.remedy
        << '\n';
  if (std::ranges::any_of(findings, [](Finding const& f) { return f.kind == Finding::Kind::missing; })) return 1;
  out << "the exchange has all that Crosspoint needs\n";
  return 0;
}

int print_dialplan(std::ostream& out) {
  out << doctor::dialplan_include();
  return 0;
}

}  // namespace crosspoint::app
