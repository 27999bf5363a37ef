#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pbx/model/mark.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// Line states of protocol B.2.
namespace hint_status {
inline constexpr int removed = -2, idle = 0, unavailable = 4;
}

/// What an extension with a hint shows.
struct Hint {
  std::vector<std::string> devices;  ///< "PJSIP/1006&Custom:multi1006", taken apart
  int status = hint_status::unavailable;
  Mark mark;
};

/// The state of a device and where it comes from. (telephony 2.6)
struct Device {
  std::vector<std::string> hints;  ///< extensions whose hint names the device
  std::optional<int> own;          ///< its own state as a hint would show it
  Mark mark;
};

/// The extension of the line that a device is.
struct OwnExtension {
  std::string exten, context;
  bool operator==(OwnExtension const&) const = default;
};

/// The hints of the dialplan and the states of devices.
class Hints {
 public:
  /// The lines that are configured, by device. Returns the devices whose hint may be another now.
  std::vector<std::string> know_lines(Table<OwnExtension> lines);

  /// The status of the device's hint; without a hint its own state; unavailable if nothing is known.
  [[nodiscard]] int status(std::string_view device) const;

  [[nodiscard]] Hint const* hint(std::string_view extension) const { return lookup(hints_, extension); }
  [[nodiscard]] Device const* device(std::string_view device) const { return lookup(devices_, device); }
  [[nodiscard]] Table<Hint> const& all() const { return hints_; }
  [[nodiscard]] Table<Device> const& devices() const { return devices_; }

  /// An extension, "1002@default", and the devices of its hint.
  Hint& define(std::string_view extension, std::string_view devices);
  void remove(std::string_view extension);
  [[nodiscard]] Hint* find(std::string_view extension) { return lookup(hints_, extension); }

  /// What DeviceStateChange says of a device.
  Device& set_state(std::string_view device, int status);
  void forget_state(std::string_view device);

 private:
  [[nodiscard]] Hint const* chosen(std::string_view name, Device const& device) const;
  void leave(std::string const& extension, Hint const& hint);
  void drop_if_empty(std::string_view device);

  Table<Hint> hints_;
  Table<Device> devices_;
  Table<OwnExtension> lines_;  ///< by device
};

/// DeviceStateChange's text as the number that a hint with that device alone would show.
int hint_status_of(std::string_view device_state);

}  // namespace crosspoint::pbx
