#pragma once

#include <string_view>

#include "pbx/scene.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

/// Something Asterisk tells and what it means for the model. Constant; one file a family, each named in events.list.
struct Event {
  std::string_view name;
  void (*apply)(Scene&, wire::ami::Message const&);
};

}  // namespace crosspoint::pbx
