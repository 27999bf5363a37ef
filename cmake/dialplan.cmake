# crosspoint_embed_dialplan(TARGET): packaging/asterisk/crosspoint.conf becomes part of TARGET, read back by app/doctor/dialplan.h.
function(crosspoint_embed_dialplan target)
  set(include ${CMAKE_SOURCE_DIR}/packaging/asterisk/crosspoint.conf)
  file(READ ${include} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${include})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/embedded_dialplan.cpp @ONLY CONTENT [[
// Made by cmake/dialplan.cmake out of packaging/asterisk/crosspoint.conf.
#include "app/doctor/dialplan.h"

namespace crosspoint::app::doctor {

std::string_view dialplan_include() { return R"dialplan(@text@)dialplan"; }

}  // namespace crosspoint::app::doctor
]])
  target_sources(${target} PRIVATE ${CMAKE_BINARY_DIR}/embedded_dialplan.cpp)
endfunction()
