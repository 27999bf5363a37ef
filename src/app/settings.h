#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config.h"
#include "app/yaml/problems.h"
#include "app/yaml/reader.h"

namespace crosspoint::app {

/// One key of the configuration: how it is called, what it may be, and where in a Config its value goes. The loader, the
/// environment, `check-config --show` and the test of the documentation all work from the one table in settings.cpp.
struct Setting {
  struct Text {
    std::string* value;  ///< may be empty
  };
  struct Name {
    std::string* value;  ///< may not
  };
  struct Folder {
    std::string* value;  ///< that Asterisk is told: nothing in it means something to the dialplan
  };
  struct Secret {
    std::string* value;
  };
  struct Uri {
    std::string* value;  ///< may hold a password
  };
  struct Address {
    std::string* value;  ///< IPv4 or IPv6
  };
  struct Code {
    std::string* value;  ///< what a phone can dial: digits, `*` and `#`
  };
  struct List {
    std::vector<std::string>* value;
    bool (*is_one)(std::string const&);
    char const* wanted;  ///< what each has to be, for people
  };
  struct Word {
    std::string* value;
    std::vector<std::string_view> allowed;
  };
  struct Port {
    std::uint16_t* value;
    std::uint16_t min;
  };
  struct Flag {
    bool* value;
  };
  struct Seconds {
    Duration* value;
    Duration min;
  };
  struct Bytes {
    std::size_t* value;
    std::size_t min;
  };
  struct Count {
    std::size_t* value;
    std::size_t min, max;
  };
  using Target = std::variant<Text, Name, Folder, Secret, Uri, Address, Code, List, Word, Port, Flag, Seconds, Bytes, Count>;

  std::string_view section, key;  ///< no section: at the top of the file
  Target target;

  [[nodiscard]] std::string name() const;      ///< "cti.port"
  [[nodiscard]] std::string variable() const;  ///< "CROSSPOINT_CTI_PORT"
};

/// All keys, in the order in which the documentation tells them, with their places in `config`.
std::vector<Setting> settings(Config& config);

/// Takes the setting's value from the object of its section.
void read(yaml::Object& section, Setting const& setting);

/// Takes the settings, which are those of `config`, and its larger sections from a whole file. Returns which were found, with
/// their places.
std::map<std::string, std::string> read_document(YAML::Node const& root, std::vector<Setting> const& settings, Config& config,
                                                 yaml::Problems& problems);

/// The present value as it would stand in the file; of a secret only whether there is one.
std::string shown(Setting const& setting);

/// The URI with "***" for a password in it: "postgresql://me:***@db/crosspoint".
std::string without_password(std::string_view uri);

}  // namespace crosspoint::app
