#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/config.h"
#include "app/yaml/problems.h"
#include "app/yaml/reader.h"

// The sections `sheets` and `incoming` of the configuration.
namespace crosspoint::app {

/// Takes call sheets from a file whose section names events; those configured before are replaced as a whole. Their Qt forms are
/// read now. Returns where the section was found, as "sheets". (protocol 7.4)
std::map<std::string, std::string> read_sheets(yaml::Object& file, directory::SheetModels& sheets, yaml::Problems& problems);

void read_incoming(yaml::Object& file, Config::Incoming& incoming);

/// The sheets of an event in one line: how many lines each has.
std::string shown(std::vector<directory::SheetModel> const& models);

}  // namespace crosspoint::app
