# crosspoint_embed_recorded_calls(TARGET): the recordings of which the load generator makes its calls become part of TARGET, read back
# by load/calls/recorded.h. Without CR, which compilers treat differently within a literal.
function(crosspoint_embed_recorded_calls target)
  set(functions "")
  foreach(call plain_call=call-internal-answered queue_call=queue-answered)
    string(REGEX MATCH "^(.*)=(.*)$" all ${call})
    set(name ${CMAKE_MATCH_1})
    set(recording ${CMAKE_SOURCE_DIR}/tests/transcripts/${CMAKE_MATCH_2}.ami)
    file(READ ${recording} text)
    string(REPLACE "\r" "" text "${text}")
    string(APPEND functions "std::string_view ${name}() {\n  return R\"ami(${text})ami\";\n}\n\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${recording})
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/embedded_calls.cpp @ONLY CONTENT [[
// Made by cmake/recorded_calls.cmake out of tests/transcripts/.
#include "load/calls/recorded.h"

namespace crosspoint::load::recorded {

@functions@}  // namespace crosspoint::load::recorded
]])
  target_sources(${target} PRIVATE ${CMAKE_BINARY_DIR}/embedded_calls.cpp)
endfunction()
