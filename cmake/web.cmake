# crosspoint_embed_web(TARGET): the browser client, which `tools/web build` puts into build/web/site, becomes part of TARGET, or the page
# of web/notice where it has not been built. Read back by io/http/files.h.
function(crosspoint_embed_web target)
  set(folders ${CMAKE_SOURCE_DIR}/build/web/site ${CMAKE_SOURCE_DIR}/web/notice)
  set(output ${CMAKE_BINARY_DIR}/embedded_files.cpp)
  list(TRANSFORM folders APPEND /* OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${patterns})
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_SOURCE_DIR}/tools/embed_files ${output} ${folders}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed_files VERBATIM)
  set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${target} PRIVATE ${output})
endfunction()
