# crosspoint_embed_migrations(TARGET): every sql/NNN_name.sql becomes part of TARGET, read back by io/store/migrations.h.
function(crosspoint_embed_migrations target)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/[0-9][0-9][0-9]_*.sql)
  list(SORT scripts)
  set(entries "")
  foreach(script ${scripts})
    get_filename_component(name ${script} NAME_WE)
    file(READ ${script} text)
    string(APPEND entries "      {\"${name}\", R\"sql(${text})sql\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/embedded_migrations.cpp @ONLY CONTENT [[
// Made by cmake/migrations.cmake out of sql/.
#include "io/store/migrations.h"

namespace crosspoint::io::store {

std::vector<Migration> const& embedded_migrations() {
  static std::vector<Migration> const all{
@entries@  };
  return all;
}

}  // namespace crosspoint::io::store
]])
  target_sources(${target} PRIVATE ${CMAKE_BINARY_DIR}/embedded_migrations.cpp)
endfunction()
