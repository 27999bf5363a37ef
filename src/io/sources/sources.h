#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "flow/effects.h"
#include "io/inbox.h"
#include "io/sources/csv_files.h"
#include "io/sources/inquiries.h"
#include "io/sources/settings.h"

namespace crosspoint::io::sources {

/// All configured sources of contacts, each on threads of its own. Carries out AskSource, delivers SourceAnswered and
/// SourceLoaded.
class Sources {
 public:
  Sources(std::map<std::string, Settings> const& settings, Deliver deliver, CsvFiles::Failed csv_failed);

  /// From one thread at a time, never waits.
  void carry_out(std::vector<flow::Effect> effects);

  /// Ends the threads; a question under way is awaited, which its time limit bounds.
  void stop();

 private:
  void ask(flow::AskSource& question);

  Deliver const deliver_;
  std::map<std::string, std::unique_ptr<Inquiries>> inquiries_;
  CsvFiles files_;
};

}  // namespace crosspoint::io::sources
