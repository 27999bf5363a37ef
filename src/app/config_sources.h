#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/config.h"
#include "app/yaml/problems.h"
#include "app/yaml/reader.h"

// The section `sources` of the configuration: sources of contacts, each with the keys of its type.
namespace crosspoint::app {

/// Takes the sources from a file; one that was configured before is replaced as a whole. Returns where each was found, by
/// "sources.NAME".
std::map<std::string, std::string> read_sources(yaml::Object& file, Sources& sources, yaml::Problems& problems);

/// A source as it would stand in the file, in one line, with "***" for what is secret.
std::string shown(io::sources::Settings const& source);

/// Whether there is a password or the like in it.
bool holds_secret(io::sources::Settings const& source);

/// What is allowed and yet unwise, each in a sentence.
std::vector<std::string> doubts(io::sources::Settings const& source);

}  // namespace crosspoint::app
