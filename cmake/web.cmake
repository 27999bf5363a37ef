# crosspoint_embed_web(TARGET): the pages of web/notice become part of TARGET, read back by io/http/files.h.
function(crosspoint_embed_web target)
  set(folder ${CMAKE_SOURCE_DIR}/web/notice)
  set(output ${CMAKE_BINARY_DIR}/embedded_files.cpp)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_SOURCE_DIR}/tools/embed_files ${folder} ${output}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed_files VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
