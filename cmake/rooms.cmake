# What every target is compiled with, and the two verbs of CMakeLists.txt.
add_library(crosspoint_flags INTERFACE)
target_compile_options(crosspoint_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
                       -Wno-missing-field-initializers)  # naming a few members of a value and leaving the rest is what we mean
# what ccache needs to know a file again that uses a precompiled header
target_compile_options(crosspoint_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
                       $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)
target_include_directories(crosspoint_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)

# crosspoint_pch(NAME target...): cmake/pch_NAME.h, precompiled once for every room that names it. Two precompilations of the same
# text are not the same bytes: beside each lies a sum of its text, by which ccache knows what another build tree has compiled with it.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(pch_extension gch)
else()
  set(pch_extension pch)
  # without CMake's second option, the path of the header itself, which is another one in every build tree
  set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -Xclang -include-pch -Xclang <PCH_FILE>)
endif()
function(crosspoint_pch name)
  file(CONFIGURE OUTPUT pch/${name}.cpp CONTENT "")
  add_library(pch_${name} OBJECT ${CMAKE_BINARY_DIR}/pch/${name}.cpp)
  target_link_libraries(pch_${name} PRIVATE crosspoint_flags ${ARGN})
  target_precompile_headers(pch_${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch_${name}.h)
  set(header ${CMAKE_SOURCE_DIR}/cmake/pch_${name}.h)
  set(sum CMakeFiles/pch_${name}.dir/cmake_pch.hxx.${pch_extension}.sum)
  add_custom_command(
    OUTPUT ${sum}
    COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -w -E -P -MD -MF ${sum}.d -MT ${sum} ${header} | sha256sum > ${sum}
    DEPENDS ${header} DEPFILE ${sum}.d VERBATIM)
  add_custom_target(pch_${name}_sum DEPENDS ${sum})
  add_dependencies(pch_${name} pch_${name}_sum)
endfunction()
crosspoint_pch(std)
crosspoint_pch(json crosspoint_json)
crosspoint_pch(io crosspoint_io)

# Unit tests run each line once: optimising them costs more than it gives.
add_library(crosspoint_test_flags INTERFACE)
target_compile_options(crosspoint_test_flags INTERFACE -O0
                       -Wno-shadow)  # those that are compiled together share their unnamed namespaces
target_link_libraries(crosspoint_test_flags INTERFACE GTest::gmock GTest::gtest)
crosspoint_pch(test_std crosspoint_test_flags)
crosspoint_pch(test_json crosspoint_json crosspoint_test_flags)
crosspoint_pch(test_io crosspoint_io crosspoint_test_flags)

# crosspoint_room(NAME PCH std|json|io USES room... LIBS target... TEST_LIBS target...): the sources under src/NAME as the library
# room_NAME; what it and its tests include most is precompiled. TEST_LIBS are for its tests alone.
function(crosspoint_room name)
  cmake_parse_arguments(ROOM "" "PCH" "USES;LIBS;TEST_LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_(test|fixture)\\.cpp$")
  list(TRANSFORM ROOM_USES PREPEND room_)
  if(sources)
    add_library(room_${name} STATIC ${sources})
    target_link_libraries(room_${name} PUBLIC crosspoint_flags ${ROOM_USES} ${ROOM_LIBS})
    target_precompile_headers(room_${name} REUSE_FROM pch_${ROOM_PCH})
  else()
    add_library(room_${name} INTERFACE)
    target_link_libraries(room_${name} INTERFACE crosspoint_flags ${ROOM_USES} ${ROOM_LIBS})
  endif()
  set_property(GLOBAL APPEND PROPERTY crosspoint_rooms ${name})
  set_property(GLOBAL PROPERTY crosspoint_pch_${name} ${ROOM_PCH})
  set_property(GLOBAL PROPERTY crosspoint_test_libs_${name} ${ROOM_TEST_LIBS})
endfunction()

# The tests of a room: every src/NAME/**/x_test.cpp and the x_fixture.cpp they share, linked into NAME_test. CROSSPOINT_TEST_ROOMS: of
# these rooms only.
# Compiled several at a time: what they include costs more than what they say.
function(crosspoint_tests)
  get_property(rooms GLOBAL PROPERTY crosspoint_rooms)
  if(CROSSPOINT_TEST_ROOMS)
    set(rooms ${CROSSPOINT_TEST_ROOMS})
  endif()
  foreach(name ${rooms})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*_test.cpp
         ${CMAKE_SOURCE_DIR}/src/${name}/*_fixture.cpp)
    if(sources)
      add_executable(${name}_test ${sources})
      set_target_properties(${name}_test PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
      get_property(libs GLOBAL PROPERTY crosspoint_test_libs_${name})
      target_link_libraries(${name}_test PRIVATE room_${name} crosspoint_test_flags GTest::gtest_main ${libs})
      get_property(pch GLOBAL PROPERTY crosspoint_pch_${name})
      target_precompile_headers(${name}_test REUSE_FROM pch_test_${pch})
      target_compile_definitions(${name}_test PRIVATE CROSSPOINT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
      add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    endif()
  endforeach()
endfunction()
