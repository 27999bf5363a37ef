# Everything that is not ours, under names of our own: the rooms say what they need, this file says where it is.
find_package(Threads REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS json url)
find_package(OpenSSL REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(spdlog REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(pugixml REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(ldap REQUIRED IMPORTED_TARGET ldap lber)
pkg_check_modules(prometheus REQUIRED IMPORTED_TARGET prometheus-cpp-core)
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE soci_sqlite3 REQUIRED)

add_library(crosspoint_json INTERFACE)
target_link_libraries(crosspoint_json INTERFACE Boost::json)

add_library(crosspoint_wire INTERFACE)
target_link_libraries(crosspoint_wire INTERFACE crosspoint_json pugixml::pugixml ZLIB::ZLIB)

add_library(crosspoint_io INTERFACE)
target_link_libraries(crosspoint_io INTERFACE Boost::headers Boost::json Boost::url OpenSSL::SSL PkgConfig::sodium PkgConfig::sqlite
                      PkgConfig::ldap PkgConfig::prometheus ${SOCI_SQLITE} ${SOCI_CORE} spdlog::spdlog Threads::Threads)

add_library(crosspoint_load INTERFACE)
target_link_libraries(crosspoint_load INTERFACE crosspoint_json OpenSSL::SSL)

add_library(crosspoint_app INTERFACE)
target_link_libraries(crosspoint_app INTERFACE crosspoint_io yaml-cpp PkgConfig::systemd)
