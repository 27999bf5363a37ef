#include "app/commands/export.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <ostream>

#include "app/entities/write.h"
#include "io/store/database.h"

namespace crosspoint::app {
namespace {

Result<std::string> exported(std::string const& uri) {
  auto store = io::store::Database::open(uri);
  if (!store) return tl::make_unexpected(store.error());
  return store->load().map(entities::write);
}

}  // namespace

int run_export(Config const& config, ExportOptions const& options, std::ostream& out, std::ostream& errors) {
  auto const text = exported(config.store.uri);
  if (!text) {
    errors << text.error().detail << '\n';
    return 1;
  }
  if (!options.file) {
    out << *text;
    return 0;
  }
  std::ofstream file(*options.file, std::ios::binary);
  if (!(file << *text << std::flush)) {
    errors << options.file->string() << " cannot be written: " << std::strerror(errno) << '\n';
    return 1;
  }
  return 0;
}

}  // namespace crosspoint::app
